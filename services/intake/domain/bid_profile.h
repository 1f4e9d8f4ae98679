#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "services/intake/domain/bid.h"
#include "services/intake/domain/bid_period.h"
#include "services/intake/domain/pair_stage.h"

namespace adagio::intake {

// What one partner of a pair wrote down of the bids from one to the other.
struct BidTelling {
  int bids = 0;  // of the period, as all below but `earlier`
  std::map<std::pair<BidChannel, BidReply>, int> counts;
  std::optional<absl::Time> first_happened_at;
  std::optional<absl::Time> last_happened_at;
  int earlier = 0;  // bids of the earlier period

  int CountOf(BidReply reply) const;
};

// The bids from `maker` to `receiver`. Both may have written down the same bid: the tellings are never added up.
struct PairBids {
  PartnerId maker;
  PartnerId receiver;
  BidPeriods periods;  // as asked for, or until one of the two left
  BidTelling by_maker;
  BidTelling by_receiver;
};

// How the two directions of a pair compare, by one telling.
struct PairReading {
  std::optional<PartnerId> teller;  // of both directions; absent: each of their own bids
  TwoWays bids;
  NamedStage named;
};

// A pair, whatever the order.
struct PairPicture {
  PartnerId one;  // came into the unit first
  PartnerId other;
  std::vector<PairReading> readings;  // of each one's own bids, then as the one and as the other tells
  NamedStage named;                   // what they come to
};

// What a unit's bids of two periods look like. For therapists alone; of a log, not of what happened.
struct BidProfile {
  std::vector<PairBids> pairs;        // each ordered pair that occurs in either period, in the order of the unit
  std::vector<PairPicture> pictures;  // each pair of whom both were in the unit in the period
};

// A unit's log as far as a profile needs it.
struct BidLog {
  std::vector<BidMember> unit;                // in the order in which they came
  std::map<PartnerId, absl::Time> told_from;  // when the earliest bid happened that somebody wrote down
  std::vector<Bid> bids;                      // of both periods
};

BidProfile Profile(const BidLog& log, const BidPeriods& periods);

}  // namespace adagio::intake
