#include "services/progress/domain/edwards_nunnally.h"

#include <gtest/gtest.h>

#include <cmath>

#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

const PairedMoments kSample = {.n = 100, .pre = {40, 7.5}, .post = {48, 9}};

TEST(EdwardsNunnally, GivesTheIndexOfItsFormula) {
  const auto index = EdwardsNunnally(kSample, 0.80);
  ASSERT_TRUE(index.ok());
  EXPECT_NEAR(index->At(32.5, 47.5), (47.5 - 34) / (7.5 * std::sqrt(0.2)), 1e-12);
}

TEST(EdwardsNunnally, WhoKeepsTheirEstimatedTrueScoreHasNotChanged) {
  const auto index = EdwardsNunnally(kSample, 0.80);
  ASSERT_TRUE(index.ok());
  EXPECT_NEAR(index->At(30, 32), 0, 1e-12);
  EXPECT_GT(index->At(30, 33), 0);
}

TEST(EdwardsNunnally, RefusesASampleWithoutSpreadAndAReliabilityOfOne) {
  EXPECT_EQ(FieldOf(EdwardsNunnally({.n = 9, .pre = {40, 0}}, 0.80).status()), "pre");
  EXPECT_EQ(FieldOf(EdwardsNunnally(kSample, 1.0).status()), "reliability");
}

}  // namespace
}  // namespace adagio::progress
