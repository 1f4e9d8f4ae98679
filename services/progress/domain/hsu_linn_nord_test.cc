#include "services/progress/domain/hsu_linn_nord.h"

#include <gtest/gtest.h>

#include <cmath>

#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

const PairedMoments kSample = {.n = 100, .pre = {40, 7.5}, .post = {48, 9}};

TEST(HsuLinnNord, GivesTheIndexOfItsFormula) {
  const auto index = HsuLinnNord(kSample, 0.80);
  ASSERT_TRUE(index.ok());
  EXPECT_NEAR(index->At(32.5, 47.5), (-0.5 - 0.80 * -7.5) / (7.5 * 0.6), 1e-12);
}

TEST(HsuLinnNord, WhoChangesAsTheMeanDoesHasNotChanged) {
  const auto index = HsuLinnNord(kSample, 0.80);
  ASSERT_TRUE(index.ok());
  EXPECT_EQ(index->At(40, 48), 0);
  EXPECT_LT(index->At(40, 47), 0);
}

TEST(HsuLinnNord, RefusesASampleWithoutSpreadAndAReliabilityOfOne) {
  EXPECT_EQ(FieldOf(HsuLinnNord({.n = 9, .pre = {40, 0}}, 0.80).status()), "pre");
  EXPECT_EQ(FieldOf(HsuLinnNord(kSample, 1.0).status()), "reliability");
}

}  // namespace
}  // namespace adagio::progress
