#include "services/intake/domain/pair_stage.h"

#include <gtest/gtest.h>

#include "services/intake/domain/bid_figures.h"

namespace adagio::intake {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'772'481'600);
const BidPeriod kPeriod = {kNow - kUsualPeriod, kNow};
const BidPeriod kEarlier = {kNow - 2 * kUsualPeriod, kNow - kUsualPeriod};

// A log in use throughout.
TwoWays Kept(OneWay one, OneWay other, OneWay earlier_one = {}, OneWay earlier_other = {}) {
  return {.one = one,
          .other = other,
          .earlier_one = earlier_one,
          .earlier_other = earlier_other,
          .in_use = true,
          .in_use_earlier = true,
          .from_before = true};
}
NamedStage Staged(const TwoWays& bids) { return StageOf(bids, kPeriod, kEarlier); }
NamedStage Pursuing(Side side) { return {BidStage::kPursueDistance, side}; }
NamedStage Withdrawing(Side side) { return {BidStage::kPursuerWithdrawing, side}; }
NamedStage Just(BidStage stage) { return {stage, std::nullopt}; }

const OneWay kManyTurnedAway = {.bids = 20, .welcomed = 4};
const OneWay kFew = {.bids = 4, .welcomed = 3};

TEST(StageOf, WhoMakesClearlyMoreBidsThatAreMostlyNotWelcomedPursues) {
  EXPECT_EQ(Staged(Kept(kManyTurnedAway, kFew)), Pursuing(Side::kOne));
  EXPECT_EQ(Staged(Kept(kFew, kManyTurnedAway)), Pursuing(Side::kOther));
  EXPECT_EQ(Staged(Kept({.bids = 20, .welcomed = 11}, kFew)), Just(BidStage::kUnclear)) << "mostly welcomed";
  EXPECT_EQ(Staged(Kept({.bids = 20, .welcomed = 10}, kFew)), Pursuing(Side::kOne)) << "half is not mostly";
}

TEST(StageOf, NamesNothingFromTooFewBids) {
  EXPECT_EQ(Staged(Kept({.bids = 9}, {})), Just(BidStage::kTooLittleData));
  EXPECT_EQ(Staged(Kept({.bids = 10}, {})), Pursuing(Side::kOne));
}

TEST(StageOf, NamesNothingWhereTheLimitsLeaveItOpen) {
  EXPECT_EQ(Staged(Kept({.bids = 11}, {.bids = 3})), Just(BidStage::kTooLittleData));
  EXPECT_EQ(Staged(Kept({.bids = 8, .welcomed = 8}, {.bids = 8, .welcomed = 8})), Just(BidStage::kTooLittleData));
}

TEST(StageOf, BalancedNeedsEnoughOfBothAndAWelcome) {
  const OneWay ten = {.bids = 10, .welcomed = 7};
  EXPECT_EQ(Staged(Kept(ten, ten)), Just(BidStage::kBalanced));
  EXPECT_EQ(Staged(Kept(ten, {.bids = 10, .welcomed = 5})), Just(BidStage::kUnclear));
}

TEST(StageOf, NamesNothingFromALogThatWasNotInUse) {
  TwoWays bids = Kept(kManyTurnedAway, kFew);
  bids.in_use = false;
  EXPECT_EQ(Staged(bids), Just(BidStage::kTooLittleData));
}

TEST(StageOf, APursuerWhoMakesClearlyFewerBidsWithdraws) {
  EXPECT_EQ(Staged(Kept({.bids = 6}, kFew, kManyTurnedAway, kFew)), Withdrawing(Side::kOne));
  EXPECT_EQ(Staged(Kept(kFew, {.bids = 6}, kFew, kManyTurnedAway)), Withdrawing(Side::kOther));
  EXPECT_EQ(Staged(Kept({.bids = 14}, kFew, kManyTurnedAway, kFew)), Pursuing(Side::kOne))
      << "fourteen after twenty may be chance";
}

TEST(StageOf, ComparesRatesAndNotCounts) {
  const TwoWays bids = Kept({.bids = 10}, {.bids = 1}, kManyTurnedAway, kFew);
  EXPECT_EQ(StageOf(bids, kPeriod, kEarlier), Pursuing(Side::kOne));
  const BidPeriod long_period = {kNow - 2 * kUsualPeriod, kNow};
  const BidPeriod before = {kNow - 3 * kUsualPeriod, kNow - 2 * kUsualPeriod};
  EXPECT_EQ(StageOf(bids, long_period, before), Withdrawing(Side::kOne));
}

TEST(StageOf, WithdrawsFromPursuingAlone) {
  const OneWay welcomed = {.bids = 20, .welcomed = 18};
  EXPECT_EQ(Staged(Kept({.bids = 5}, kFew, welcomed, kFew)), Just(BidStage::kTooLittleData));
  TwoWays unknown = Kept({.bids = 5}, kFew, kManyTurnedAway, kFew);
  unknown.in_use_earlier = false;
  EXPECT_EQ(Staged(unknown), Just(BidStage::kTooLittleData)) << "nobody kept a log then";
}

TEST(StageOf, RolesMaySwap) {
  EXPECT_EQ(Staged(Kept(kFew, kManyTurnedAway, kManyTurnedAway, kFew)), Pursuing(Side::kOther));
  const OneWay ten = {.bids = 10, .welcomed = 8};
  EXPECT_EQ(Staged(Kept(ten, ten, {.bids = 40, .welcomed = 4}, kFew)), Just(BidStage::kBalanced));
}

TEST(StageOf, BothAvoidWhereNeitherMakesMoreThanARareBid) {
  EXPECT_EQ(Staged(Kept({.bids = 2}, {.bids = 1})), Just(BidStage::kMutualAvoidance));
  EXPECT_EQ(Staged(Kept({.bids = 2}, {.bids = 1}, kManyTurnedAway, kFew)), Just(BidStage::kMutualAvoidance));
  EXPECT_EQ(Staged(Kept({.bids = 3}, {.bids = 1})), Just(BidStage::kTooLittleData)) << "up to 1.1 a week";
  TwoWays begun = Kept({.bids = 2}, {.bids = 1});
  begun.from_before = false;
  EXPECT_EQ(Staged(begun), Just(BidStage::kTooLittleData)) << "the log began within the period";
}

// The absence of an entry is no datum.
TEST(StageOf, AnEmptyLogTellsNothing) {
  TwoWays silent = Kept({}, {}, kManyTurnedAway, kFew);
  silent.in_use = false;
  EXPECT_EQ(Staged(silent), Just(BidStage::kTooLittleData));
}

// Swapping who is called the one turns the answer around and changes nothing else.
TEST(StageOf, DoesNotDependOnWhoIsCalledTheOne) {
  for (int one = 0; one <= 24; one += 3) {
    for (int other = 0; other <= 24; other += 3) {
      for (int earlier = 0; earlier <= 30; earlier += 10) {
        const OneWay a = {one, one / 3}, b = {other, other / 3}, before = {earlier, 0};
        NamedStage turned = Staged(Kept(b, a, kFew, before));
        if (turned.pursuer.has_value()) turned.pursuer = *turned.pursuer == Side::kOne ? Side::kOther : Side::kOne;
        EXPECT_EQ(Staged(Kept(a, b, before, kFew)), turned) << one << " " << other << " " << earlier;
      }
    }
  }
}

TEST(Agreed, IsWhatTheFirstThatTellsEnoughNames) {
  const NamedStage none = Just(BidStage::kTooLittleData);
  EXPECT_EQ(Agreed({}), none);
  EXPECT_EQ(Agreed({none, none}), none);
  EXPECT_EQ(Agreed({none, Pursuing(Side::kOne), none}), Pursuing(Side::kOne));
  EXPECT_EQ(Agreed({Pursuing(Side::kOne), Pursuing(Side::kOne)}), Pursuing(Side::kOne));
}

TEST(Agreed, IsUnclearWhereAnotherTellingOfManySpeaksAgainstIt) {
  const NamedStage unclear = Just(BidStage::kUnclear), rare = Just(BidStage::kMutualAvoidance);
  EXPECT_EQ(Agreed({Pursuing(Side::kOne), Pursuing(Side::kOther)}), unclear);
  EXPECT_EQ(Agreed({Pursuing(Side::kOne), Just(BidStage::kBalanced)}), unclear);
  EXPECT_EQ(Agreed({rare, Pursuing(Side::kOne)}), unclear);
  EXPECT_EQ(Agreed({Withdrawing(Side::kOne), Pursuing(Side::kOther)}), unclear);
}

TEST(Agreed, NoTellingOfLittleSpeaksAgainstOneOfMany) {
  EXPECT_EQ(Agreed({Pursuing(Side::kOne), Just(BidStage::kMutualAvoidance)}), Pursuing(Side::kOne));
  EXPECT_EQ(Agreed({Pursuing(Side::kOther), Withdrawing(Side::kOne)}), Pursuing(Side::kOther));
  EXPECT_EQ(Agreed({Withdrawing(Side::kOne), Pursuing(Side::kOne)}), Withdrawing(Side::kOne));
}

TEST(BidFigures, SayWhatWasCountedWithinTheirLimits) {
  const BidFigure rate = RateOf(11, kPeriod);
  EXPECT_DOUBLE_EQ(rate.value, 11.0 / 8);
  EXPECT_NEAR(rate.low, 5.491 / 8, 1e-4);  // Garwood's 5.491 and 19.682 for 11
  EXPECT_NEAR(rate.high, 19.682 / 8, 1e-4);
  EXPECT_FALSE(AsymmetryOf(0, 0).has_value());
  EXPECT_DOUBLE_EQ(AsymmetryOf(11, 3)->value, 8.0 / 14);
  EXPECT_DOUBLE_EQ(AsymmetryOf(3, 11)->low, -AsymmetryOf(11, 3)->high);
  EXPECT_EQ(AsymmetryOf(11, 0)->high, 1);
  EXPECT_FALSE(RateRatioOf(3, kPeriod, 0, kEarlier).has_value());
  EXPECT_DOUBLE_EQ(RateRatioOf(3, kPeriod, 6, kEarlier)->value, 0.5);
  EXPECT_EQ(RateRatioOf(0, kPeriod, 6, kEarlier)->low, 0);
  EXPECT_EQ(ShareOf(0, 5).low, 0);
}

}  // namespace
}  // namespace adagio::intake
