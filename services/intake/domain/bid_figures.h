#pragma once

#include <optional>

#include "services/intake/domain/bid_period.h"

namespace adagio::intake {

// A figure as counted, and the limits of its exact 95 % interval.
struct BidFigure {
  double value = 0;
  double low = 0;
  double high = 0;
};

// Bids a week, as if they came by chance at an even rate (Garwood's limits). `period` is not empty.
BidFigure RateOf(int bids, const BidPeriod& period);

// The share of `count` among `of` bids, of ≥ 1 (Clopper and Pearson's limits).
BidFigure ShareOf(int count, int of);

// (i − j)/(i + j), −1 to 1: i's part of all bids, Clopper and Pearson's limits with it, stretched to that range. Absent
// without bids.
std::optional<BidFigure> AsymmetryOf(int bids_of_one, int bids_of_other);

// The rate of the period by that of the earlier one (Przyborowski and Wilenski's limits). Absent without bids of the
// earlier one. Neither period is empty.
std::optional<BidFigure> RateRatioOf(int bids, const BidPeriod& period, int bids_earlier, const BidPeriod& earlier);

}  // namespace adagio::intake
