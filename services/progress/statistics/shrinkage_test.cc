#include "services/progress/statistics/shrinkage.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

Estimate Of(double value, double variance) { return EstimateOf(value, variance); }

// Log risk ratios of the thirteen BCG trials (Colditz et al. 1994, JAMA 271:698-702), computed from their 2×2 tables.
const std::vector<Estimate> kBcg = {Of(-0.889311, 0.325585), Of(-1.585389, 0.194581), Of(-1.348073, 0.415368),
                                    Of(-1.441551, 0.020010), Of(-0.217547, 0.051210), Of(-0.786116, 0.006906),
                                    Of(-1.620898, 0.223017), Of(0.011952, 0.003962),  Of(-0.469418, 0.056434),
                                    Of(-1.371345, 0.073025), Of(-0.339359, 0.012412), Of(0.445913, 0.532506),
                                    Of(-0.017314, 0.071405)};

// Published many times, for example Viechtbauer 2010, J Stat Softw 36(3): tau2 .3088, mean −.7141, Q 152.23.
TEST(DerSimonianLaird, AgreesWithThePublishedAnalysisOfTheBcgTrials) {
  const auto pooled = DerSimonianLaird(kBcg);
  ASSERT_TRUE(pooled.ok());
  EXPECT_NEAR(pooled->tau2, 0.3088, 5e-5);
  EXPECT_NEAR(pooled->mean.value, -0.7141, 5e-5);
  EXPECT_NEAR(std::sqrt(pooled->mean.variance), 0.1787, 5e-5);
  EXPECT_NEAR(pooled->q, 152.23, 0.01);
}

TEST(DerSimonianLaird, EffectsThatDifferLessThanChanceMakesThemHaveNoVarianceOfTheirOwn) {
  const auto pooled = DerSimonianLaird({Of(.5, .1), Of(.6, .1), Of(.55, .1)});
  ASSERT_TRUE(pooled.ok());
  EXPECT_EQ(pooled->tau2, 0);
  EXPECT_NEAR(pooled->mean.value, .55, 1e-12);
  EXPECT_EQ(Shrink(Of(.6, .1), *pooled).weight, 0);
  EXPECT_NEAR(Shrink(Of(.6, .1), *pooled).effect.value, .55, 1e-12);
}

TEST(DerSimonianLaird, OneEffectAloneIsItsOwnMean) {
  const auto pooled = DerSimonianLaird({Of(.5, .1)});
  ASSERT_TRUE(pooled.ok());
  EXPECT_EQ(pooled->mean.value, .5);
  EXPECT_EQ(pooled->tau2, 0);
}

TEST(DerSimonianLaird, RefusesWhatIsNoEffect) {
  EXPECT_EQ(FieldOf(DerSimonianLaird({}).status()), "effects");
  for (const Estimate& wrong : {Of(.5, 0), Of(std::nan(""), .1), Of(.5, -1), Of(.5, std::nan("")),
                                Of(std::numeric_limits<double>::infinity(), .1)}) {
    EXPECT_EQ(FieldOf(DerSimonianLaird({Of(.4, .1), wrong}).status()), "effects");
  }
}

TEST(Shrinkage, DrawsTheLessKnownEffectFartherAndNonePastTheMean) {
  const auto pooled = DerSimonianLaird(kBcg);
  ASSERT_TRUE(pooled.ok());
  const Shrunken known = Shrink(Of(0.5, 0.004), *pooled), unknown = Shrink(Of(0.5, 0.5), *pooled);
  EXPECT_GT(known.weight, unknown.weight);
  EXPECT_GT(known.effect.value, unknown.effect.value);
  EXPECT_GT(unknown.effect.value, pooled->mean.value);
  EXPECT_LT(unknown.effect.variance, 0.5);
}

}  // namespace
}  // namespace adagio::progress
