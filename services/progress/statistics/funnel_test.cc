#include "services/progress/statistics/funnel.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "services/platform/foundation/status.h"
#include "services/progress/statistics/beta_binomial.h"

namespace adagio::progress {
namespace {

TEST(FunnelLimits, AreWithinZeroAndOneAndInOrder) {
  for (const double target : {0.0, .001, .3, .5, .99, 1.0}) {
    for (const double of : {1.0, 1.5, 2.0, 30.0, 30.7, 1000.0}) {
      const FunnelLimits limits = BinomialLimits(of, target);
      EXPECT_LE(0, limits.at998.low);
      EXPECT_LE(limits.at998.low, limits.at95.low);
      EXPECT_LE(limits.at95.low, target);
      EXPECT_LE(target, limits.at95.high + 1 / of);
      EXPECT_LE(limits.at95.high, limits.at998.high);
      EXPECT_LE(limits.at998.high, 1);
    }
  }
}

TEST(FunnelLimits, MirrorWithTheirTargetButForOnePersonsStep) {
  const FunnelLimits few = BinomialLimits(57, 0.2), many = BinomialLimits(57, 0.8);
  EXPECT_NEAR(few.at95.high + 1.0 / 57, 1 - many.at95.low, 1e-12);
  EXPECT_NEAR(few.at998.high + 1.0 / 57, 1 - many.at998.low, 1e-12);
}

// At 5 % of 30 people P(X ≥ 4) = 0.061, P(X ≥ 5) = 0.016.
TEST(Funnel, IsAboveOnlyWhereSoManyAreAsRareAsTheLimitSays) {
  const auto at = [](int64_t count) {
    std::vector<Proportion> all(22, {1, 20});
    all[0] = {count, 30};
    all[1] = {250 - count, 4970};
    const auto funnel = FunnelOf(all);
    EXPECT_NEAR(funnel->target, .05, 1e-12);
    EXPECT_EQ(funnel->phi_plain, 1);
    return *funnel->points[0].plain.position;
  };
  EXPECT_EQ(at(4), FunnelPosition::kWithin);
  EXPECT_EQ(at(5), FunnelPosition::kAbove);
}

TEST(FunnelLimits, BetweenWholeNumbersLieInBetween) {
  const FunnelLimits a = BinomialLimits(40, .3), b = BinomialLimits(41, .3), between = BinomialLimits(40.25, .3);
  EXPECT_NEAR(between.at95.low, .75 * a.at95.low + .25 * b.at95.low, 1e-15);
  EXPECT_NEAR(between.at998.high, .75 * a.at998.high + .25 * b.at998.high, 1e-15);
}

TEST(Funnel, SaysWithinAboveAndBelow) {
  const auto funnel = FunnelOf({{50, 100},
                                {50, 100},
                                {51, 100},
                                {49, 100},
                                {50, 100},
                                {50, 100},
                                {50, 100},
                                {50, 100},
                                {50, 100},
                                {12, 100},
                                {88, 100}});
  ASSERT_TRUE(funnel.ok());
  EXPECT_NEAR(funnel->target, .5, 1e-12);
  EXPECT_EQ(funnel->phi_plain, 1) << "the two outliers are winsorised";
  EXPECT_EQ(funnel->points[0].plain.position, FunnelPosition::kWithin);
  EXPECT_EQ(funnel->points[9].plain.position, FunnelPosition::kFarBelow);
  EXPECT_EQ(funnel->points[10].plain.position, FunnelPosition::kFarAbove);
}

TEST(Funnel, ComparesNobodyWithFewerThanThirty) {
  const auto funnel = FunnelOf({{29, 29}, {15, 30}, {50, 100}});
  ASSERT_TRUE(funnel.ok());
  EXPECT_FALSE(funnel->points[0].plain.position.has_value());
  EXPECT_FALSE(funnel->points[0].clustered.position.has_value());
  EXPECT_TRUE(funnel->points[1].plain.position.has_value());
}

TEST(Funnel, PartnersWhoMoveTogetherWidenTheLimits) {
  const auto funnel = FunnelOf({{62, 100, 2},
                                {50, 100, 2},
                                {50, 100, 2},
                                {50, 100, 2},
                                {50, 100, 2},
                                {50, 100, 2},
                                {50, 100, 2},
                                {50, 100, 2},
                                {50, 100, 2},
                                {50, 100, 2},
                                {38, 100, 2}});
  ASSERT_TRUE(funnel.ok());
  EXPECT_EQ(funnel->points[0].plain.position, FunnelPosition::kAbove);
  EXPECT_EQ(funnel->points[0].clustered.position, FunnelPosition::kWithin);
  EXPECT_EQ(funnel->points[10].plain.position, FunnelPosition::kBelow);
  EXPECT_NEAR(funnel->points[0].clustered.limits.at95.high, BinomialLimits(50, .5).at95.high, 1e-12);
}

TEST(Funnel, OverdispersionWidensTheLimitsByItsRoot) {
  const auto funnel = FunnelOf({{20, 100}, {80, 100}, {30, 100}, {70, 100}, {25, 100}, {75, 100}});
  ASSERT_TRUE(funnel.ok());
  ASSERT_GT(funnel->phi_plain, 2);
  const double exact = BinomialLimits(100, .5).at95.high - .5;
  EXPECT_NEAR(funnel->points[0].plain.limits.at95.high - .5, exact * std::sqrt(funnel->phi_plain), 1e-12);
}

TEST(Funnel, ASharedCertaintyIsWithin) {
  for (const int64_t count : {0, 40}) {
    const auto funnel = FunnelOf({{count, 40}, {count, 40}});
    ASSERT_TRUE(funnel.ok());
    EXPECT_EQ(funnel->phi_plain, 1);
    EXPECT_EQ(funnel->points[0].plain.position, FunnelPosition::kWithin);
  }
}

TEST(Funnel, ItsSidesSwapWhenWhatIsCountedIsTurnedRound) {
  const auto funnel = FunnelOf({{70, 100}, {50, 100}, {45, 100}, {52, 100}, {30, 100}, {49, 98}});
  const auto turned = FunnelOf({{30, 100}, {50, 100}, {55, 100}, {48, 100}, {70, 100}, {49, 98}});
  ASSERT_TRUE(funnel.ok() && turned.ok());
  EXPECT_NEAR(funnel->phi_plain, turned->phi_plain, 1e-12);
  for (size_t i = 0; i < funnel->points.size(); ++i) {
    const int there = static_cast<int>(*funnel->points[i].plain.position);
    const int back = static_cast<int>(*turned->points[i].plain.position);
    EXPECT_EQ(there + back, 2 * static_cast<int>(FunnelPosition::kWithin)) << i;
  }
}

TEST(Funnel, RefusesCountsThatCannotBe) {
  EXPECT_EQ(FieldOf(FunnelOf({}).status()), "proportions");
  for (const Proportion& wrong : {Proportion{-1, 3}, Proportion{4, 3}, Proportion{0, 0}, Proportion{1, 3, 0.5},
                                  Proportion{1, 3, 4}, Proportion{1, 3, std::nan("")}}) {
    EXPECT_EQ(FieldOf(FunnelOf({{1, 2}, wrong}).status()), "proportions");
    EXPECT_EQ(FieldOf(BetaPriorOf({{1, 2}, wrong}).status()), "proportions");
  }
}

TEST(BetaBinomial, SharesThatDifferNoMoreThanByChanceAreAllTheMean) {
  const auto prior = BetaPriorOf({{10, 20}, {20, 40}, {30, 60}});
  ASSERT_TRUE(prior.ok());
  EXPECT_TRUE(std::isinf(prior->weight));
  EXPECT_EQ(Shrink({5, 10}, *prior), .5);
}

TEST(BetaBinomial, SharesThatAreAllOrNothingKeepTheirOwn) {
  const auto prior = BetaPriorOf({{20, 20}, {0, 20}, {20, 20}, {0, 20}});
  ASSERT_TRUE(prior.ok());
  EXPECT_EQ(prior->weight, 0);
  EXPECT_EQ(Shrink({20, 20}, *prior), 1);
}

TEST(BetaBinomial, DrawsTheFewerFarther) {
  const auto prior = BetaPriorOf({{10, 100}, {50, 100}, {30, 100}, {70, 100}});
  ASSERT_TRUE(prior.ok());
  EXPECT_NEAR(prior->mean, .4, 1e-12);
  EXPECT_GT(Shrink({90, 100}, *prior), Shrink({9, 10}, *prior));
  EXPECT_GT(Shrink({9, 10}, *prior), .4);
}

TEST(BetaBinomial, NobodyEverybodyAndOneAloneTellOfNoDifferences) {
  for (const Proportion& one : {Proportion{0, 20}, Proportion{20, 20}}) {
    const auto prior = BetaPriorOf({one, one});
    ASSERT_TRUE(prior.ok());
    EXPECT_TRUE(std::isinf(prior->weight));
  }
  EXPECT_TRUE(std::isinf(BetaPriorOf({{3, 20}})->weight));
}

}  // namespace
}  // namespace adagio::progress
