#include "absl/strings/str_cat.h"
#include "services/homework/store/encoding.h"
#include "services/platform/foundation/packing.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

constexpr size_t kRecordTexts = 7;

absl::Status Broken() { return Refuse(Reason::kBug, "a stored repair does not parse"); }

absl::StatusOr<absl::Time> TimeFrom(const std::string& text) {
  ASSIGN_OR_RETURN(const int64_t micros, NumberFrom(text));
  return absl::FromUnixMicros(micros);
}

Texts ToTexts(const Ownership& owned) {
  return {std::string(owned.by.bytes()), owned.words.Read(Reveal::kToSeal), absl::StrCat(absl::ToUnixMicros(owned.at))};
}

absl::StatusOr<Ownership> OwnershipFrom(const Texts& texts) {
  if (texts.size() != 3 || texts[0].size() != 16) return Broken();
  ASSIGN_OR_RETURN(const absl::Time at, TimeFrom(texts[2]));
  return Ownership{PartnerId(Uuid::FromBytes(texts[0])), Sensitive<std::string>(texts[1]), at};
}

// Empty where nothing was said.
std::string ToText(const std::optional<Said>& said) {
  if (!said.has_value()) return "";
  return Pack({said->words.Read(Reveal::kToSeal), absl::StrCat(absl::ToUnixMicros(said->at))});
}

absl::StatusOr<std::optional<Said>> SaidFrom(const std::string& text) {
  if (text.empty()) return std::optional<Said>();
  ASSIGN_OR_RETURN(const Texts texts, Unpack(text));
  if (texts.size() != 2) return Broken();
  ASSIGN_OR_RETURN(const absl::Time at, TimeFrom(texts[1]));
  return std::optional<Said>({Sensitive<std::string>(texts[0]), at});
}

}  // namespace

Texts ToTexts(const RepairRecord& record) {
  Texts ownerships;
  for (const Ownership& owned : record.ownerships) ownerships.push_back(Pack(ToTexts(owned)));
  return {absl::StrCat(static_cast<int>(record.agreed)),
          record.account.Read(Reveal::kToSeal),
          absl::StrCat(record.released),
          absl::StrCat(absl::ToUnixMicros(record.released_at)),
          Pack(ownerships),
          ToText(record.acknowledgement),
          ToText(record.safety_review)};
}

absl::Status FillFrom(const Texts& texts, RepairRecord& record) {
  if (texts.size() != kRecordTexts) return Broken();
  ASSIGN_OR_RETURN(record.agreed, NumberFrom(texts[0]));
  record.account = Sensitive<std::string>(texts[1]);
  ASSIGN_OR_RETURN(record.released, NumberFrom(texts[2]));
  ASSIGN_OR_RETURN(record.released_at, TimeFrom(texts[3]));
  ASSIGN_OR_RETURN(const Texts ownerships, Unpack(texts[4]));
  for (const std::string& each : ownerships) {
    ASSIGN_OR_RETURN(const Texts owned, Unpack(each));
    ASSIGN_OR_RETURN(record.ownerships.emplace_back(), OwnershipFrom(owned));
  }
  ASSIGN_OR_RETURN(record.acknowledgement, SaidFrom(texts[5]));
  ASSIGN_OR_RETURN(record.safety_review, SaidFrom(texts[6]));
  return absl::OkStatus();
}

}  // namespace adagio::homework
