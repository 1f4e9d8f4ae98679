#include "services/progress/statistics/effect_size.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>

#include "services/platform/foundation/status.h"
#include "services/progress/statistics/sample_for_test.h"

namespace adagio::progress {
namespace {

struct Group {
  int64_t n;
  double pre, post, pre_sd, post_sd, correlation, published;
};

// The treated groups of Morris 2008, Organ Res Methods 11:364-386, table 5, and their standardised mean changes as
// metafor's documentation prints them (its J is exact, ours the usual approximation).
TEST(HedgesG, AgreesWithThePublishedMeanChangesOfMorris) {
  for (const Group& group :
       {Group{20, 30.6, 38.5, 15.0, 11.6, .47, 0.5056}, Group{50, 23.5, 26.8, 3.1, 4.1, .64, 1.0481},
        Group{9, 0.5, 0.7, 0.1, 0.1, .77, 1.8054}, Group{10, 53.4, 75.9, 14.5, 4.4, .89, 1.4181},
        Group{14, 35.6, 36.0, 4.7, 4.6, .44, 0.0801}}) {
    const auto effect = HedgesG({.n = group.n,
                                 .pre = {group.pre, group.pre_sd},
                                 .post = {group.post, group.post_sd},
                                 .covariance = group.correlation * group.pre_sd * group.post_sd},
                                Direction::kHigherIsBetter);
    ASSERT_TRUE(effect.ok()) << effect.status();
    EXPECT_NEAR(effect->g.value, group.published, 0.0015);
  }
}

// n = 20, d = 7.9/15, J = 1 − 3/75: by hand.
TEST(HedgesG, ItsVarianceIsThatOfTheFormula) {
  const auto effect = HedgesG({.n = 20, .pre = {30.6, 15}, .post = {38.5, 11.6}, .covariance = .47 * 15 * 11.6},
                              Direction::kHigherIsBetter);
  ASSERT_TRUE(effect.ok());
  const double d = 7.9 / 15;
  EXPECT_NEAR(effect->d, d, 1e-12);
  EXPECT_NEAR(effect->g.variance, .96 * .96 * (.053 + d * d / 40), 1e-12);
  EXPECT_NEAR(effect->g.high - effect->g.low, 2 * 2.0930240544083098 * std::sqrt(effect->g.variance), 1e-12)
      << "t with 19 degrees of freedom";
}

// Ten pairs, 4,000 times: pre and post normal, correlated .6, a true effect of .5. Of intervals called 95 % so many
// hold it.
TEST(HedgesG, ItsIntervalHoldsTheTruthOftenEnoughInASmallSample) {
  uint64_t state = 7;
  const auto uniform = [&] {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (static_cast<double>(state >> 11) + 0.5) / 9007199254740992.0;
  };
  const auto normal = [&] { return std::sqrt(-2 * std::log(uniform())) * std::cos(2 * 3.141592653589793 * uniform()); };
  int held = 0, held_by_normal = 0;
  constexpr int kTrials = 4000;
  for (int trial = 0; trial < kTrials; ++trial) {
    Sample sample;
    for (int i = 0; i < 10; ++i) {
      const double pre = normal();
      sample.pre.push_back(pre);
      sample.post.push_back(0.5 + 0.6 * pre + 0.8 * normal());
    }
    const auto effect = HedgesG(*MeasurePairs(sample.pre, sample.post), Direction::kHigherIsBetter);
    ASSERT_TRUE(effect.ok());
    const Estimate plain = EstimateOf(effect->g.value, effect->g.variance);
    held += effect->g.low <= 0.5 && 0.5 <= effect->g.high;
    held_by_normal += plain.low <= 0.5 && 0.5 <= plain.high;
  }
  EXPECT_GT(held, 0.935 * kTrials);
  EXPECT_LT(held, 0.975 * kTrials);
  EXPECT_LT(held_by_normal, held - kTrials / 50);
}

TEST(HedgesG, ReversingTheScaleAndTheDirectionChangesNothing) {
  const Sample sample = GenerateSample(31, 400);
  Sample reversed = sample;
  for (double& score : reversed.pre) score = 63 - score;
  for (double& score : reversed.post) score = 63 - score;
  const auto there = HedgesG(*MeasurePairs(sample.pre, sample.post), Direction::kLowerIsBetter);
  const auto back = HedgesG(*MeasurePairs(reversed.pre, reversed.post), Direction::kHigherIsBetter);
  ASSERT_TRUE(there.ok() && back.ok());
  EXPECT_GT(there->g.value, 0) << "scores fall, lower is better";
  EXPECT_NEAR(there->g.value, back->g.value, 1e-12);
  EXPECT_NEAR(there->g.variance, back->g.variance, 1e-12);
}

TEST(HedgesG, MovingAndStretchingTheScaleChangesNothing) {
  const Sample sample = GenerateSample(32, 400);
  Sample other = sample;
  for (double& score : other.pre) score = 1000 + 3 * score;
  for (double& score : other.post) score = 1000 + 3 * score;
  const auto before = HedgesG(*MeasurePairs(sample.pre, sample.post), Direction::kLowerIsBetter);
  const auto after = HedgesG(*MeasurePairs(other.pre, other.post), Direction::kLowerIsBetter);
  ASSERT_TRUE(before.ok() && after.ok());
  EXPECT_NEAR(before->g.value, after->g.value, 1e-10);
  EXPECT_NEAR(before->g.low, after->g.low, 1e-10);
}

TEST(HedgesG, SaysWhatTheSampleLacks) {
  const auto field = [](const Sample& sample) {
    const auto effect = HedgesG(*MeasurePairs(sample.pre, sample.post), Direction::kLowerIsBetter);
    return FieldOf(effect.status());
  };
  EXPECT_EQ(field({}), "pre");
  EXPECT_EQ(field({{1}, {2}}), "pre");
  EXPECT_EQ(field({{1, 2}, {2, 2}}), "pre") << "the correction is 0 for two";
  EXPECT_EQ(field({{1, 2, kNone}, {2, 2, 4}}), "pre");
  EXPECT_EQ(field({{7, 7, 7}, {1, 2, 3}}), "pre");
  EXPECT_EQ(field({{1, 2, 3}, {7, 7, 7}}), "post");
  EXPECT_EQ(field({{1, 2, 3}, {1, 2, 3}}), "") << "no change at all is an effect of 0";
}

TEST(ClusteredHedgesG, RefusesInfinityAndColumnsOfDifferentLengths) {
  const double inf = std::numeric_limits<double>::infinity();
  EXPECT_EQ(FieldOf(ClusteredHedgesG({1, 2, inf}, {1, 2, 3}, {1, 2, 3}, Direction::kLowerIsBetter).status()), "pre");
  EXPECT_EQ(FieldOf(ClusteredHedgesG({1, 2}, {1, 2, 3}, {1, 2}, Direction::kLowerIsBetter).status()), "post");
}

TEST(ClusteredHedgesG, TheSameCoupleTwiceTellsNoMoreThanOnePartner) {
  Sample sample = GenerateSample(33, 60);
  std::vector<int64_t> units;
  Sample couples;
  for (int64_t unit = 0; unit < 60; ++unit) {
    const size_t i = static_cast<size_t>(unit);
    for (int partner = 0; partner < 2; ++partner) {
      couples.pre.push_back(sample.pre[i]);
      couples.post.push_back(sample.post[i]);
      units.push_back(unit);
    }
  }
  const auto found = ClusteredHedgesG(couples.pre, couples.post, units, Direction::kLowerIsBetter);
  ASSERT_TRUE(found.ok());
  EXPECT_NEAR(*found->correlation, 1, 1e-12);
  EXPECT_NEAR(found->design_effect, 2, 1e-12);
  EXPECT_NEAR(found->effective_pairs, static_cast<double>(found->plain.pairs) / 2, 1e-9);
  EXPECT_NEAR(found->clustered.variance, 2 * found->plain.g.variance, 1e-12);
  EXPECT_EQ(found->clustered.value, found->plain.g.value);
}

TEST(ClusteredHedgesG, StrangersHaveThePlainInterval) {
  const Sample sample = GenerateSample(34, 50);
  std::vector<int64_t> units(50);
  for (int64_t i = 0; i < 50; ++i) units[static_cast<size_t>(i)] = i;
  const auto found = ClusteredHedgesG(sample.pre, sample.post, units, Direction::kLowerIsBetter);
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(found->design_effect, 1);
  EXPECT_EQ(found->clustered.low, found->plain.g.low) << "as many clusters as pairs";
  EXPECT_EQ(found->units.clusters, found->plain.pairs) << "units of incomplete pairs are not counted";
}

}  // namespace
}  // namespace adagio::progress
