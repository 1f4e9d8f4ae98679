#include "services/platform/statistics/exact_limits.h"

#include <gtest/gtest.h>

#include <cmath>

#include "services/platform/statistics/count_distribution.h"

namespace adagio::statistics {
namespace {

// Of none and of all the limits have a closed form: 1 − 0.025^(1/n).
TEST(ShareLimits, OfNoneAndOfAllAreTheClosedForm) {
  for (const int64_t n : {1, 2, 10, 400}) {
    const double beyond = 1 - std::pow(0.025, 1.0 / static_cast<double>(n));
    EXPECT_EQ(ShareLimits(0, n).low, 0);
    EXPECT_NEAR(ShareLimits(0, n).high, beyond, 1e-14);
    EXPECT_NEAR(ShareLimits(n, n).low, 1 - beyond, 1e-14);
    EXPECT_EQ(ShareLimits(n, n).high, 1);
  }
}

TEST(ShareLimits, LeaveATailOfTwoAndAHalfPercentBeyondEach) {
  for (const auto& [count, of] : {std::pair<int64_t, int64_t>{1, 2}, {3, 14}, {7, 9}, {250, 1000}, {9999, 20000}}) {
    const Limits limits = ShareLimits(count, of);
    EXPECT_NEAR(Binomial(of, limits.low).AtLeast(count), 0.025, 1e-11);
    EXPECT_NEAR(Binomial(of, limits.high).AtMost(count), 0.025, 1e-11);
  }
}

TEST(ShareLimits, AreMirroredWhereTheOthersAreCounted) {
  for (int64_t count = 0; count <= 12; ++count) {
    EXPECT_NEAR(ShareLimits(count, 12).low, 1 - ShareLimits(12 - count, 12).high, 1e-15);
  }
}

// Garwood's table, as reprinted to four figures in most texts: 0 gives 3.69, 1 gives 0.0253 and 5.57, 10 gives 4.80 and
// 18.39.
TEST(MeanLimits, AreThoseOfTheTable) {
  EXPECT_EQ(MeanLimits(0).low, 0);
  EXPECT_NEAR(MeanLimits(0).high, -std::log(0.025), 1e-14);
  EXPECT_NEAR(MeanLimits(1).low, -std::log(0.975), 1e-14);
  EXPECT_NEAR(MeanLimits(1).high, 5.57, 0.005);
  EXPECT_NEAR(MeanLimits(10).low, 4.80, 0.005);
  EXPECT_NEAR(MeanLimits(10).high, 18.39, 0.005);
}

TEST(RatioLimits, TurnAroundWithTheTwoRates) {
  const Limits limits = RatioLimits(3, 8, 11, 4);
  const Limits turned = RatioLimits(11, 4, 3, 8);
  EXPECT_NEAR(limits.low, 1 / turned.high, 1e-13);
  EXPECT_NEAR(limits.high, 1 / turned.low, 1e-13);
  EXPECT_LT(limits.low, 3.0 / 8 / (11.0 / 4));
  EXPECT_GT(limits.high, 3.0 / 8 / (11.0 / 4));
}

TEST(RatioLimits, OfNothingHaveOneEnd) {
  EXPECT_EQ(RatioLimits(0, 1, 5, 1).low, 0);
  EXPECT_TRUE(std::isinf(RatioLimits(5, 1, 0, 1).high));
}

// The promise itself: whatever the true share, the interval holds it at least 95 times in 100.
TEST(ShareLimits, HoldTheTrueShareAtLeast95TimesIn100) {
  for (const int64_t n : {5, 17}) {
    for (double p = 0.01; p < 1; p += 0.01) {
      const CountDistribution counts = Binomial(n, p);
      double held = 0;
      for (int64_t count = 0; count <= n; ++count) {
        const Limits limits = ShareLimits(count, n);
        if (limits.low <= p && p <= limits.high) held += counts.AtMost(count) - counts.AtMost(count - 1);
      }
      EXPECT_GE(held, 0.95 - 1e-12) << n << " " << p;
    }
  }
}

}  // namespace
}  // namespace adagio::statistics
