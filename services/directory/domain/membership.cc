#include "services/directory/domain/membership.h"

#include <algorithm>

#include "services/platform/foundation/status.h"

namespace adagio::directory {

const Partner* FindPartner(const TreatmentUnit& unit, const PartnerId& id) {
  for (const Partner& partner : unit.partners) {
    if (partner.id == id) return &partner;
  }
  return nullptr;
}

absl::Status CheckAdd(const TreatmentUnit& unit) {
  const auto current =
      std::count_if(unit.partners.begin(), unit.partners.end(), [](const Partner& partner) { return !partner.left; });
  if (current >= kMostPartners) return RefuseField("treatment_unit", "has at most eight partners");
  return absl::OkStatus();
}

absl::Status CheckEnd(const TreatmentUnit& unit, const PartnerId& partner) {
  const Partner* found = FindPartner(unit, partner);
  if (found == nullptr) return Refuse(Reason::kResourceMissing, "no such partner in the unit");
  if (found->left) return Refuse(Reason::kAlreadyOver, "the membership has ended");
  return absl::OkStatus();
}

}  // namespace adagio::directory
