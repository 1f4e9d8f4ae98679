#include "services/platform/statistics/count_distribution.h"

#include <gtest/gtest.h>

#include <cmath>

namespace adagio::statistics {
namespace {

// Four draws at one half: F = 1, 5, 11, 15, 16 sixteenths.
TEST(Binomial, ItsQuantileLiesOnTheSlopeThatReachesIt) {
  const CountDistribution four = Binomial(4, 0.5);
  EXPECT_DOUBLE_EQ(four.InterpolatedQuantile(5.0 / 16), 1);
  EXPECT_DOUBLE_EQ(four.InterpolatedQuantile(8.0 / 16), 1.5);
  EXPECT_DOUBLE_EQ(four.InterpolatedQuantile(11.0 / 16), 2);
  EXPECT_DOUBLE_EQ(four.InterpolatedQuantile(0.5 / 16), -0.5);
}

TEST(Binomial, CertaintyHasItsOneNumber) {
  EXPECT_NEAR(Binomial(9, 0).InterpolatedQuantile(0.975), -0.025, 1e-12);
  EXPECT_NEAR(Binomial(9, 1).InterpolatedQuantile(0.975), 8.975, 1e-12);
}

TEST(Binomial, AMillionDrawsAreNearTheNormal) {
  const double quantile = Binomial(1000000, 0.3).InterpolatedQuantile(0.975);
  EXPECT_NEAR(quantile, 300000 + 1.959964 * std::sqrt(210000), 1);
}

TEST(CountDistribution, ItsTailsMeetAtEachCount) {
  for (const CountDistribution& counts : {Binomial(9, 0.3), Poisson(2.5), Poisson(400)}) {
    EXPECT_EQ(counts.AtMost(-1), 0);
    EXPECT_NEAR(counts.AtLeast(0), 1, 1e-14);
    for (int64_t r = 0; r <= 9; ++r) EXPECT_NEAR(counts.AtMost(r) + counts.AtLeast(r + 1), 1, 1e-14);
  }
}

TEST(Poisson, OfNoneIsTheExponential) {
  for (const double mean : {1e-9, 0.5, 3.0, 20.0}) EXPECT_NEAR(Poisson(mean).AtMost(0), std::exp(-mean), 1e-15);
  EXPECT_EQ(Poisson(0).AtMost(0), 1);
}

}  // namespace
}  // namespace adagio::statistics
