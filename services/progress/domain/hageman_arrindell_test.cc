#include "services/progress/domain/hageman_arrindell.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

// SEM 4, true SDs 3 at pre and √(s² − 16) elsewhere: figures that can be followed by hand.
constexpr double kReliability = 0.36;
const PairedMoments kSample = {.n = 50, .pre = {40, 5}, .post = {50, 8}, .covariance = 10};
constexpr Population kFunctional{60, 5};

TEST(HagemanArrindell, CutoffsAreThoseOfTheTrueScores) {
  const auto at = [](CutoffKind kind) {
    return HagemanArrindell(kSample, kFunctional, kReliability, kind, Direction::kHigherIsBetter)->cutoff;
  };
  EXPECT_DOUBLE_EQ(at(CutoffKind::kA), 46);
  EXPECT_DOUBLE_EQ(at(CutoffKind::kB), 54);
  EXPECT_DOUBLE_EQ(at(CutoffKind::kC), 50);
}

TEST(HagemanArrindell, GivesTheIndexAndTheStandingOfItsFormulas) {
  const auto terms = HagemanArrindell(kSample, kFunctional, kReliability, CutoffKind::kC, Direction::kHigherIsBetter);
  ASSERT_TRUE(terms.ok());
  const double r_dd = 37.0 / 69;  // (25·0.36 + 64·0.75 − 20) / (25 + 64 − 20)
  EXPECT_DOUBLE_EQ(terms->change_reliability, r_dd);
  EXPECT_NEAR(terms->index.At(35, 48), (13 * r_dd + 10 * (1 - r_dd)) / (std::sqrt(r_dd) * std::sqrt(2.0) * 4), 1e-12);
  EXPECT_NEAR(terms->StandingAt(58), (50 + 8 * 0.75 - 50) / (std::sqrt(0.75) * 4), 1e-12);
}

TEST(HagemanArrindell, OnePointSixFourIsEnoughForItIsOneSided) {
  const auto terms = HagemanArrindell(kSample, kFunctional, kReliability, CutoffKind::kC, Direction::kHigherIsBetter);
  ASSERT_TRUE(terms.ok());
  std::vector<Category> categories(4);
  ClassifyTrueScoreChange(*terms, Direction::kHigherIsBetter, {40, 40, 55, 55}, {60, 51, 52, 30},
                          {1.65, 1.65, -1.65, -1.64}, absl::MakeSpan(categories));
  EXPECT_THAT(categories,
              testing::ElementsAre(Category::kRecovered, Category::kImproved, Category::kHarmed, Category::kUnchanged));
}

TEST(HagemanArrindell, RefusesWhatItsFormulasHaveNoValueFor) {
  const auto field = [](const PairedMoments& sample, const Population& functional, CutoffKind kind) {
    return FieldOf(HagemanArrindell(sample, functional, kReliability, kind, Direction::kHigherIsBetter).status());
  };
  const PairedMoments narrow_post = {.n = 50, .pre = {40, 5}, .post = {50, 4}, .covariance = 1};
  const PairedMoments parallel = {.n = 50, .pre = {40, 5}, .post = {50, 5}, .covariance = 25};
  EXPECT_EQ(field(narrow_post, kFunctional, CutoffKind::kC), "post");
  EXPECT_EQ(field(parallel, kFunctional, CutoffKind::kC), "post");
  EXPECT_EQ(field(kSample, {60, 3}, CutoffKind::kB), "functional_sd");
  EXPECT_EQ(field(kSample, {60, 3}, CutoffKind::kC), "functional_sd");
  EXPECT_EQ(field(kSample, {60, 3}, CutoffKind::kA), "");
}

TEST(HagemanArrindell, AGroupWhoseMeanReachesTheCutoffIsHalfFunctional) {
  const auto terms = HagemanArrindell(kSample, kFunctional, kReliability, CutoffKind::kC, Direction::kHigherIsBetter);
  ASSERT_TRUE(terms.ok());
  const GroupChange group = GroupChangeOf(*terms, kSample, Direction::kHigherIsBetter);
  EXPECT_DOUBLE_EQ(group.functional, 0.5);
  EXPECT_NEAR(group.changed, std::erfc(-10 / std::sqrt(37.0) / std::sqrt(2.0)) / 2, 1e-12);
}

}  // namespace
}  // namespace adagio::progress
