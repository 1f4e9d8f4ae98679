#include "services/intake/domain/bid_figures.h"

#include "services/platform/statistics/exact_limits.h"

namespace adagio::intake {

using statistics::Limits;

BidFigure RateOf(int bids, const BidPeriod& period) {
  const Limits mean = statistics::MeanLimits(bids);
  return {bids / period.weeks(), mean.low / period.weeks(), mean.high / period.weeks()};
}

BidFigure ShareOf(int count, int of) {
  const Limits share = statistics::ShareLimits(count, of);
  return {static_cast<double>(count) / of, share.low, share.high};
}

std::optional<BidFigure> AsymmetryOf(int bids_of_one, int bids_of_other) {
  const int all = bids_of_one + bids_of_other;
  if (all == 0) return std::nullopt;
  const Limits part = statistics::ShareLimits(bids_of_one, all);
  return BidFigure{static_cast<double>(bids_of_one - bids_of_other) / all, 2 * part.low - 1, 2 * part.high - 1};
}

std::optional<BidFigure> RateRatioOf(int bids, const BidPeriod& period, int bids_earlier, const BidPeriod& earlier) {
  if (bids_earlier == 0) return std::nullopt;
  const Limits ratio = statistics::RatioLimits(bids, period.weeks(), bids_earlier, earlier.weeks());
  return BidFigure{(bids / period.weeks()) / (bids_earlier / earlier.weeks()), ratio.low, ratio.high};
}

}  // namespace adagio::intake
