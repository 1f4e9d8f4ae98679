#pragma once

#include <vector>

#include "absl/status/status.h"
#include "services/homework/domain/facts.h"

namespace adagio::homework {

// An exposure ladder: activities from the gentlest upward, for a set of participants.
struct Ladder {
  LadderId id;
  std::vector<PartnerId> participants;  // sorted
  std::vector<std::string> activities;  // step n is activities[n - 1]
};

// OK for one to eight partners of the unit, each once, and steps whose tiers never fall. FIELD_INVALID otherwise.
absl::Status CheckLadder(const UnitFacts& facts, const std::vector<PartnerId>& participants,
                         const std::vector<Activity>& steps);

}  // namespace adagio::homework
