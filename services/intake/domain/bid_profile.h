#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "services/intake/domain/bid.h"

namespace adagio::intake {

// What one partner of a pair wrote down of the bids from one to the other.
struct BidTelling {
  int bids = 0;
  std::map<std::pair<BidChannel, BidReply>, int> counts;
  std::optional<absl::Time> first_happened_at;
  std::optional<absl::Time> last_happened_at;
};

// The bids from `maker` to `receiver`. Both may have written down the same bid: the tellings are never added up.
struct PairBids {
  PartnerId maker;
  PartnerId receiver;
  BidTelling by_maker;
  BidTelling by_receiver;
};

// Counts `bids` for each ordered pair that occurs, in the order of the ids. For therapists alone. Counts, no stage: a
// log of a few weeks is what was remembered, not what happened.
std::vector<PairBids> Profile(absl::Span<const Bid> bids);

}  // namespace adagio::intake
