#include "services/progress/domain/instruments.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "services/platform/foundation/status.h"

namespace adagio::progress {

bool IsOwn(absl::string_view key) { return absl::StartsWith(key, kOwnPrefix); }

absl::Status CheckDefines(const Instrument* latest, const Instrument& defined) {
  RETURN_IF_ERROR(CheckInstrument(defined, Origin::kPractice));
  if (defined.version != (latest == nullptr ? 1 : latest->version + 1)) {
    return Refuse(Reason::kEtagMismatch, "not the version after the latest");
  }
  return absl::OkStatus();
}

absl::StatusOr<Instruments> Instruments::Make(std::vector<Instrument> instruments) {
  for (const Instrument& instrument : instruments) RETURN_IF_ERROR(CheckInstrument(instrument, Origin::kPack));
  std::sort(instruments.begin(), instruments.end(), [](const Instrument& a, const Instrument& b) {
    return std::tie(a.key, a.version) < std::tie(b.key, b.version);
  });
  Instruments made;
  for (size_t i = 0; i < instruments.size(); ++i) {
    const bool more = i + 1 < instruments.size() && instruments[i + 1].key == instruments[i].key;
    if (more && instruments[i + 1].version == instruments[i].version) {
      return RefuseField("version", "each version of an instrument once");
    }
    (more ? made.earlier_ : made.latest_).push_back(std::move(instruments[i]));
  }
  return made;
}

const Instrument* Instruments::Find(absl::string_view key) const {
  for (const Instrument& instrument : latest_) {
    if (instrument.key == key) return &instrument;
  }
  return nullptr;
}

const Instrument* Instruments::Find(absl::string_view key, int version) const {
  for (const std::vector<Instrument>* all : {&latest_, &earlier_}) {
    for (const Instrument& instrument : *all) {
      if (instrument.key == key && instrument.version == version) return &instrument;
    }
  }
  return nullptr;
}

}  // namespace adagio::progress
