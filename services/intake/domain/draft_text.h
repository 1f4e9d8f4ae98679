#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/intake/domain/bid_profile.h"
#include "services/platform/foundation/ids.h"

namespace adagio::intake {

// What somebody told of their goals: that they did, never what. The words stay where their writer wrote them.
enum class GoalsTold { kNothing, kNotNow, kTold };

struct DraftPartner {
  PartnerId id;
  std::string name;
  GoalsTold goals = GoalsTold::kNothing;
};

struct DraftAgreement {
  std::vector<PartnerId> participants;
  int version = 0;  // 0: drafted, not in force
  absl::Time review_at;
  bool review_due = false;
};

// What a formulation is drafted from.
struct DraftFacts {
  std::vector<DraftPartner> partners;  // who is in the unit, in the order in which they came
  BidPeriods periods;
  BidProfile bids;
  std::optional<std::vector<DraftAgreement>> agreements;  // absent where nobody could be asked
};

// A first text for the therapist to write anew: what is known, in figures with their limits, and what of it is private.
// It holds no word that a partner wrote. Days are those of UTC.
std::string DraftText(const DraftFacts& facts);

}  // namespace adagio::intake
