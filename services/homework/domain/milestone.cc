#include "services/homework/domain/milestone.h"

#include <algorithm>

#include "services/homework/domain/show.h"
#include "services/platform/foundation/declassified.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

constexpr size_t kMostParticipants = 8;

}  // namespace

absl::Status CheckMilestone(const UnitFacts& facts, const Milestone& milestone) {
  const std::vector<PartnerId>& participants = milestone.participants;
  if (participants.empty() || participants.size() > kMostParticipants) {
    return RefuseField("participants", "one to eight partners");
  }
  if (AnyLeft(facts, participants)) return RefuseField("participants", "a partner of the unit");
  for (const PartnerId& partner : participants) {
    if (std::count(participants.begin(), participants.end(), partner) > 1) {
      return RefuseField("participants", "each partner once");
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<Milestone> Reach(Milestone milestone, absl::Time now) {
  if (milestone.gone) return Refuse(Reason::kAlreadyOver, "let go");
  if (!milestone.reached_at.has_value()) milestone.reached_at = now;
  return milestone;
}

absl::StatusOr<Milestone> LetGo(Milestone milestone) {
  if (milestone.reached_at.has_value()) return Refuse(Reason::kAlreadyOver, "reached");
  milestone.gone = true;
  return milestone;
}

bool IsShownTo(const UnitFacts& facts, const Milestone& milestone, const PartnerId& partner) {
  return !milestone.gone && IsDeclassified({.what = Told::kMilestone,
                                            .names_reader = Names(milestone.participants, partner),
                                            .all_stay = !AnyLeft(facts, milestone.participants)});
}

}  // namespace adagio::homework
