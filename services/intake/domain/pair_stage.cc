#include "services/intake/domain/pair_stage.h"

#include "services/intake/domain/bid_figures.h"

namespace adagio::intake {
namespace {

bool AreMostlyWelcomed(const OneWay& way) { return way.welcomed > kMostly * way.bids; }
bool AreRare(const OneWay& way, const BidPeriod& period) { return RateOf(way.bids, period).high < kRarelyPerWeek; }

// What the two directions of one period look like, without a look at another.
NamedStage ShapeOf(const OneWay& one, const OneWay& other) {
  if (one.bids + other.bids < kFewestCompared) return {};
  const BidFigure asymmetry = *AsymmetryOf(one.bids, other.bids);
  if (asymmetry.low > 0 || asymmetry.high < 0) {
    const Side pursuer = asymmetry.low > 0 ? Side::kOne : Side::kOther;
    if (AreMostlyWelcomed(pursuer == Side::kOne ? one : other)) return {.stage = BidStage::kUnclear};
    return {.stage = BidStage::kPursueDistance, .pursuer = pursuer};
  }
  if (asymmetry.low < -kBalancedWithin || asymmetry.high > kBalancedWithin) return {};
  const bool welcomed = AreMostlyWelcomed(one) && AreMostlyWelcomed(other);
  return {.stage = welcomed ? BidStage::kBalanced : BidStage::kUnclear};
}

// Whether `pursuer`, who pursued in the earlier period, clearly makes fewer bids now.
bool Withdraws(Side pursuer, const TwoWays& bids, const BidPeriod& period, const BidPeriod& earlier) {
  const bool is_one = pursuer == Side::kOne;
  const int now = is_one ? bids.one.bids : bids.other.bids;
  const int before = is_one ? bids.earlier_one.bids : bids.earlier_other.bids;
  const std::optional<BidFigure> ratio = RateRatioOf(now, period, before, earlier);
  return ratio.has_value() && ratio->high < 1;
}

bool SpeaksAgainst(const NamedStage& reading, const NamedStage& agreed) {
  if (reading.stage == BidStage::kBalanced) return agreed.stage != BidStage::kBalanced;
  return reading.stage == BidStage::kPursueDistance && reading.pursuer != agreed.pursuer;
}

}  // namespace

NamedStage StageOf(const TwoWays& bids, const BidPeriod& period, const BidPeriod& earlier) {
  if (!bids.in_use) return {};
  if (bids.from_before && AreRare(bids.one, period) && AreRare(bids.other, period)) {
    return {.stage = BidStage::kMutualAvoidance};
  }
  const NamedStage now = ShapeOf(bids.one, bids.other);
  if (!bids.in_use_earlier) return now;
  const NamedStage before = ShapeOf(bids.earlier_one, bids.earlier_other);
  if (before.stage != BidStage::kPursueDistance || now.stage == BidStage::kBalanced) return now;
  if (now.pursuer.has_value() && now.pursuer != before.pursuer) return now;
  if (!Withdraws(*before.pursuer, bids, period, earlier)) return now;
  return {.stage = BidStage::kPursuerWithdrawing, .pursuer = before.pursuer};
}

NamedStage Agreed(absl::Span<const NamedStage> readings) {
  NamedStage agreed;
  for (const NamedStage& reading : readings) {
    if (agreed.stage == BidStage::kTooLittleData) {
      agreed = reading;
    } else if (SpeaksAgainst(reading, agreed)) {
      return {.stage = BidStage::kUnclear};
    }
  }
  return agreed;
}

}  // namespace adagio::intake
