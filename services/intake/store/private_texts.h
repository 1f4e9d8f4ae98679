#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "services/intake/domain/quotation.h"
#include "services/intake/store/bid_store.h"
#include "services/intake/store/intake_store.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::intake {

// Everything the partners of a unit wrote alone and this service keeps: answers of the intake, and why and what of
// bids. Screens are no texts of partners, and other services' private entries are theirs. Safe from any thread.
class PrivateTexts {
 public:
  PrivateTexts(const IntakeStore& intake, const BidStore& bids) : intake_(intake), bids_(bids) {}

  // Of all who are or were partners; what is empty is left out. Opens every row, so for a change alone.
  absl::StatusOr<std::vector<PrivateText>> Load(Work& work) const;

 private:
  const IntakeStore& intake_;
  const BidStore& bids_;
};

}  // namespace adagio::intake
