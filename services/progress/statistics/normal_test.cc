#include "services/progress/statistics/normal.h"

#include <gtest/gtest.h>

#include <cmath>

namespace adagio::progress {
namespace {

double Phi(double z) { return std::erfc(-z / std::sqrt(2.0)) / 2; }

TEST(Normal, ThePinnedQuantilesHaveTheirProbabilities) {
  EXPECT_NEAR(Phi(kTwoSided95), 0.975, 1e-15);
  EXPECT_NEAR(Phi(kOneSided95), 0.95, 1e-15);
}

}  // namespace
}  // namespace adagio::progress
