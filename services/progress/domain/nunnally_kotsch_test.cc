#include "services/progress/domain/nunnally_kotsch.h"

#include <gtest/gtest.h>

#include <cmath>

#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

const PairedMoments kSample = {.n = 100, .pre = {40, 7.5}, .post = {48, 9}};

TEST(NunnallyKotsch, GivesTheIndexOfItsFormula) {
  const auto index = NunnallyKotsch(kSample, 0.80, 0.70);
  ASSERT_TRUE(index.ok());
  EXPECT_NEAR(index->At(32.5, 47.5), (47.5 - 34) / std::sqrt(0.64 * 56.25 * 0.20 + 56.25 * 0.30), 1e-12);
}

TEST(NunnallyKotsch, ALessReliablePostMakesTheSameChangeCountForLess) {
  const auto index = NunnallyKotsch(kSample, 0.80, 0.70);
  ASSERT_TRUE(index.ok());
  const auto exact = NunnallyKotsch(kSample, 0.80, 0.95);
  ASSERT_TRUE(exact.ok());
  EXPECT_LT(index->At(32.5, 47.5), exact->At(32.5, 47.5));
}

TEST(NunnallyKotsch, RefusesASampleWithoutSpreadAndAReliabilityOfOne) {
  EXPECT_EQ(FieldOf(NunnallyKotsch({.n = 9, .pre = {40, 0}}, 0.80, 0.70).status()), "pre");
  EXPECT_EQ(FieldOf(NunnallyKotsch(kSample, 1.0, 0.70).status()), "reliability");
  EXPECT_EQ(FieldOf(NunnallyKotsch(kSample, 0.80, 0.0).status()), "reliability_post");
}

}  // namespace
}  // namespace adagio::progress
