#include "services/homework/domain/ladder.h"

#include <algorithm>

#include "services/platform/foundation/status.h"

namespace adagio::homework {

absl::Status CheckLadder(const UnitFacts& facts, const std::vector<PartnerId>& participants,
                         const std::vector<Activity>& steps) {
  for (const PartnerId& partner : participants) {
    const Member* member = facts.FindMember(partner);
    if (member == nullptr || member->left) return RefuseField("participants", "a partner of the unit");
    if (std::count(participants.begin(), participants.end(), partner) > 1) {
      return RefuseField("participants", "each partner once");
    }
  }
  const auto falls = [](const Activity& lower, const Activity& upper) { return upper.tier < lower.tier; };
  if (std::adjacent_find(steps.begin(), steps.end(), falls) != steps.end()) {
    return RefuseField("activities", "from the gentlest upward");
  }
  return absl::OkStatus();
}

}  // namespace adagio::homework
