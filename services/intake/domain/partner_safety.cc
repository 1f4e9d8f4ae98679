#include "services/intake/domain/partner_safety.h"

#include "absl/strings/ascii.h"
#include "services/platform/foundation/status.h"

namespace adagio::intake {

Consultant ConsultantOf(const SafetyPlan& plan) {
  if (plan.supervisor.has_value()) return Consultant::kNamed;
  const absl::string_view name = absl::StripAsciiWhitespace(plan.consultant.Read(Reveal::kToDecide));
  return name.size() < kShortestName ? Consultant::kNone : Consultant::kNamed;
}

absl::Status CheckTreated(const PartnerSafety* safety) {
  if (safety == nullptr) return Refuse(Reason::kResourceMissing, "no such partner in the unit");
  if (safety->left) return Refuse(Reason::kAlreadyOver, "the partner has left the unit");
  return absl::OkStatus();
}

absl::Status CheckPlaceHold(const PartnerSafety& safety) {
  if (safety.holds.size() >= kMostHolds) return RefuseField("partner", "has as many holds as can stand at a time");
  return absl::OkStatus();
}

absl::Status CheckLift(const Hold* hold) {
  if (hold == nullptr) return Refuse(Reason::kResourceMissing, "no such hold in the unit");
  if (hold->lifted) return Refuse(Reason::kAlreadyOver, "the hold is lifted");
  return absl::OkStatus();
}

const PartnerSafety* FindPartner(const std::vector<PartnerSafety>& unit, const PartnerId& partner) {
  for (const PartnerSafety& safety : unit) {
    if (safety.partner == partner) return &safety;
  }
  return nullptr;
}

}  // namespace adagio::intake
