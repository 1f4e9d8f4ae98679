#include "services/progress/domain/gulliksen_lord_novick.h"

#include <gtest/gtest.h>

#include <cmath>

#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

const PairedMoments kSample = {.n = 100, .pre = {40, 7.5}, .post = {48, 9}};

TEST(GulliksenLordNovick, GivesTheIndexOfItsFormula) {
  const auto index = GulliksenLordNovick(kSample, 0.80);
  ASSERT_TRUE(index.ok());
  EXPECT_NEAR(index->At(32.5, 47.5), (7.5 - 0.80 * -7.5) / (7.5 * 0.6), 1e-12);
}

TEST(GulliksenLordNovick, WhoKeepsTheMeanOfPreHasNotChanged) {
  const auto index = GulliksenLordNovick(kSample, 0.80);
  ASSERT_TRUE(index.ok());
  EXPECT_EQ(index->At(40, 40), 0);
  EXPECT_GT(index->At(30, 35), 0);
  EXPECT_LT(index->At(30, 30), 0);
}

TEST(GulliksenLordNovick, RefusesASampleWithoutSpreadAndAReliabilityOfOne) {
  EXPECT_EQ(FieldOf(GulliksenLordNovick({.n = 9, .pre = {40, 0}}, 0.80).status()), "pre");
  EXPECT_EQ(FieldOf(GulliksenLordNovick(kSample, 1.0).status()), "reliability");
}

}  // namespace
}  // namespace adagio::progress
