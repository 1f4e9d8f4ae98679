#include "services/progress/api/catalogue.h"

#include <algorithm>
#include <utility>

#include "services/platform/foundation/status.h"
#include "services/progress/api/wire.h"
#include "services/progress/store/definition_store.h"
#include "services/progress/store/threshold_store.h"

namespace adagio::progress {
namespace {

absl::StatusOr<Instrument> Parsed(const std::string& definition) {
  v1::Instrument wire;
  if (!wire.ParseFromString(definition)) return Refuse(Reason::kBug, "a stored definition does not parse");
  return FromWire(wire);
}

}  // namespace

absl::StatusOr<std::vector<Instrument>> Catalogue::All(storage::Statements& from, const PracticeId& practice) const {
  ASSIGN_OR_RETURN(const std::vector<std::string> own, LoadDefinitions(from, practice));
  std::vector<Instrument> all = shipped_.all();
  for (const std::string& definition : own) {
    ASSIGN_OR_RETURN(Instrument instrument, Parsed(definition));
    all.push_back(std::move(instrument));
  }
  ASSIGN_OR_RETURN(const PracticeThresholds moved, LoadThresholds(from, practice));
  for (Instrument& instrument : all) {
    const auto found = moved.find(instrument.key);
    if (found != moved.end()) instrument = WithThresholds(std::move(instrument), found->second);
  }
  std::sort(all.begin(), all.end(), [](const Instrument& a, const Instrument& b) { return a.key < b.key; });
  return all;
}

absl::StatusOr<Instrument> Catalogue::Find(storage::Statements& from, const PracticeId& practice,
                                           const std::string& key) const {
  ASSIGN_OR_RETURN(std::optional<Instrument> found, FindVersion(from, practice, key, 0));
  if (!found.has_value()) return RefuseField("instrument", "must be an instrument of the practice");
  return *std::move(found);
}

absl::StatusOr<std::optional<Instrument>> Catalogue::FindVersion(storage::Statements& from, const PracticeId& practice,
                                                                 const std::string& key, int version) const {
  ASSIGN_OR_RETURN(std::optional<Instrument> found, Defined(from, practice, key, version));
  if (!found.has_value() || found->safety_triggers.empty()) return found;
  ASSIGN_OR_RETURN(const PracticeThresholds moved, LoadThresholds(from, practice));
  const auto of_it = moved.find(key);
  if (of_it != moved.end()) found = WithThresholds(*std::move(found), of_it->second);
  return found;
}

absl::StatusOr<std::optional<Instrument>> Catalogue::Defined(storage::Statements& from, const PracticeId& practice,
                                                             const std::string& key, int version) const {
  if (!IsOwn(key)) {
    const Instrument* found = version == 0 ? shipped_.Find(key) : shipped_.Find(key, version);
    return found == nullptr ? std::nullopt : std::optional<Instrument>(*found);
  }
  ASSIGN_OR_RETURN(const std::optional<std::string> definition, LoadDefinition(from, practice, key, version));
  if (!definition.has_value()) return std::optional<Instrument>();
  ASSIGN_OR_RETURN(Instrument instrument, Parsed(*definition));
  return std::optional<Instrument>(std::move(instrument));
}

}  // namespace adagio::progress
