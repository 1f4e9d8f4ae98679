#include "services/progress/statistics/random_slope.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

struct Rows {
  std::vector<int64_t> person;
  std::vector<double> time, score;

  void Add(int64_t of, double at, double value) {
    person.push_back(of);
    time.push_back(at);
    score.push_back(value);
  }
  absl::StatusOr<RandomSlopeFit> Fit(absl::Span<const double> covariate = {}) const {
    return FitRandomSlopes({person, time, score}, covariate);
  }
};

// People with 2 to 6 occasions of their own; lines that differ by `sd_line` and `sd_slope`.
Rows Generate(uint64_t seed, int64_t people, double sd_line, double sd_slope) {
  std::mt19937_64 random(seed);
  std::normal_distribution<double> normal;
  std::uniform_int_distribution<int> occasions(2, 6);
  Rows rows;
  for (int64_t person = 0; person < people; ++person) {
    const double line = 30 + sd_line * normal(random), slope = -2 + sd_slope * normal(random);
    double time = 0;
    for (int i = occasions(random); i > 0; --i) {
      rows.Add(person, time, line + slope * time + 3 * normal(random));
      time += 0.5 + std::abs(normal(random));
    }
  }
  return rows;
}

RandomSlopeFit Must(const Rows& rows) {
  auto fit = rows.Fit();
  EXPECT_TRUE(fit.ok()) << fit.status();
  return *std::move(fit);
}

TEST(RandomSlopes, FindsAgainWhatTheDataWereMadeOf) {
  const RandomSlopeFit fit = Must(Generate(1, 4000, 6, 1));
  EXPECT_EQ(fit.status, FitStatus::kConverged);
  EXPECT_NEAR(fit.fixed.intercept, 30, 0.4);
  EXPECT_NEAR(fit.fixed.slope, -2, 0.1);
  EXPECT_NEAR(fit.random.intercept, 36, 3);
  EXPECT_NEAR(fit.random.slope, 1, 0.2);
  EXPECT_NEAR(fit.random.covariance, 0, 0.5);
  EXPECT_NEAR(fit.residual, 9, 0.5);
}

// A person who is seen often is known by their own line; one who is seen once by the others'.
TEST(RandomSlopes, DrawsALineTowardsTheCommonOneByHowLittleIsKnownOfIt) {
  Rows rows = Generate(2, 60, 6, 1);
  for (int i = 0; i < 200; ++i) rows.Add(60, i / 20.0, 50 + 3 * (i / 20.0) + (i % 2 == 0 ? 1 : -1));
  rows.Add(61, 0, 32);
  const RandomSlopeFit fit = Must(rows);
  EXPECT_NEAR(fit.persons[60].line.slope, 3, 0.1);
  EXPECT_LT(fit.persons[60].error.slope, 0.01);
  EXPECT_NEAR(fit.persons[61].line.slope, fit.fixed.slope, 1);
  EXPECT_GT(fit.persons[61].error.slope, 0.5 * fit.random.slope);
}

// Distances of 27 children at 8, 10, 12 and 14 years (Potthoff & Roy 1964, Biometrika 51:313-326), fitted by Pinheiro &
// Bates 2000, Mixed-Effects Models in S and S-PLUS, chapter 4: log-likelihood −221.3183. (Their software stops a little
// sooner: the last digit printed is not always the minimum's.)
TEST(RandomSlopes, AgreeWithThePublishedFitOfTheChildrenOfPotthoffAndRoy) {
  constexpr double kDistances[27][4] = {
      {26, 25, 29, 31},       {21.5, 22.5, 23, 26.5}, {23, 22.5, 24, 27.5}, {25.5, 27.5, 26.5, 27},
      {20, 23.5, 22.5, 26},   {24.5, 25.5, 27, 28.5}, {22, 22, 24.5, 26.5}, {24, 21.5, 24.5, 25.5},
      {23, 20.5, 31, 26},     {27.5, 28, 31, 31.5},   {23, 23, 23.5, 25},   {21.5, 23.5, 24, 28},
      {17, 24.5, 26, 29.5},   {22.5, 25.5, 25.5, 26}, {23, 24.5, 26, 30},   {22, 21.5, 23.5, 25},
      {21, 20, 21.5, 23},     {21, 21.5, 24, 25.5},   {20.5, 24, 24.5, 26}, {23.5, 24.5, 25, 26.5},
      {21.5, 23, 22.5, 23.5}, {20, 21, 21, 22.5},     {21.5, 22.5, 23, 25}, {23, 23, 23.5, 24},
      {20, 21, 22, 21.5},     {16.5, 19, 19, 19.5},   {24.5, 25, 28, 28}};
  Rows rows;
  for (int64_t child = 0; child < 27; ++child) {
    for (int i = 0; i < 4; ++i) rows.Add(child, 8 + 2 * i, kDistances[child][i]);
  }
  const RandomSlopeFit fit = Must(rows);
  EXPECT_EQ(fit.status, FitStatus::kConverged);
  EXPECT_NEAR(fit.fixed.intercept, 16.761111, 5e-7);
  EXPECT_NEAR(fit.fixed.slope, 0.660185, 5e-7);
  EXPECT_NEAR(std::sqrt(fit.errors.intercept), 0.77525, 5e-6);
  EXPECT_NEAR(std::sqrt(fit.errors.slope), 0.07125, 5e-6);
  EXPECT_NEAR(std::sqrt(fit.random.intercept), 2.32703, 1e-5);
  EXPECT_NEAR(std::sqrt(fit.random.slope), 0.22643, 1e-5);
  EXPECT_NEAR(fit.random.covariance / std::sqrt(fit.random.intercept * fit.random.slope), -0.609, 5e-4);
  EXPECT_NEAR(std::sqrt(fit.residual), 1.31004, 5e-6);
  EXPECT_NEAR(fit.criterion, 2 * 221.3183, 2e-4);
}

// Everybody at the same times: what all have in common is the mean of the lines, by any weights.
TEST(RandomSlopes, OfABalancedDesignTheFixedPartIsThatOfOrdinaryLeastSquares) {
  Rows rows;
  std::mt19937_64 random(3);
  std::normal_distribution<double> normal;
  double sum = 0, products = 0;
  for (int64_t person = 0; person < 50; ++person) {
    const double line = 20 + 5 * normal(random), slope = 1 + normal(random);
    for (const double time : {-1.5, -0.5, 0.5, 1.5}) {
      rows.Add(person, time, line + slope * time + normal(random));
      sum += rows.score.back();
      products += time * rows.score.back();
    }
  }
  const RandomSlopeFit fit = Must(rows);
  EXPECT_NEAR(fit.fixed.intercept, sum / 200, 1e-9);
  EXPECT_NEAR(fit.fixed.slope, products / 250, 1e-9);
}

TEST(RandomSlopes, MovingTimesAndScoresMovesNoSlope) {
  const Rows rows = Generate(4, 80, 6, 1);
  Rows moved = rows;
  for (double& time : moved.time) time += 2019;
  for (double& score : moved.score) score += 1000;
  const RandomSlopeFit before = Must(rows), after = Must(moved);
  EXPECT_NEAR(before.residual, after.residual, 1e-8);
  EXPECT_NEAR(before.criterion, after.criterion, 1e-7);
  EXPECT_NEAR(before.random.slope, after.random.slope, 1e-8);
  EXPECT_NEAR(before.fixed.intercept + 1000, after.fixed.intercept + 2019 * after.fixed.slope, 1e-7);
  for (size_t i = 0; i < before.persons.size(); ++i) {
    EXPECT_NEAR(before.persons[i].line.slope, after.persons[i].line.slope, 1e-8);
    EXPECT_NEAR(before.persons[i].error.slope, after.persons[i].error.slope, 1e-8);
  }
}

TEST(RandomSlopes, StretchingTimesAndScoresStretchesEverySlope) {
  const Rows rows = Generate(5, 80, 6, 1);
  Rows stretched = rows;
  for (double& time : stretched.time) time *= 7;
  for (double& score : stretched.score) score *= -2;
  const RandomSlopeFit before = Must(rows), after = Must(stretched);
  for (size_t i = 0; i < before.persons.size(); ++i) {
    EXPECT_NEAR(before.persons[i].line.slope * -2 / 7, after.persons[i].line.slope, 1e-8);
    EXPECT_NEAR(before.persons[i].error.slope * 4 / 49, after.persons[i].error.slope, 1e-8);
  }
}

TEST(RandomSlopes, TheOrderOfRowsDoesNotMatter) {
  const Rows rows = Generate(6, 80, 6, 1);
  std::vector<size_t> order(rows.score.size());
  std::iota(order.begin(), order.end(), 0);
  std::mt19937_64 random(7);
  std::shuffle(order.begin(), order.end(), random);
  Rows mixed;
  for (const size_t i : order) mixed.Add(rows.person[i], rows.time[i], rows.score[i]);
  const RandomSlopeFit before = Must(rows), after = Must(mixed);
  for (size_t i = 0; i < before.persons.size(); ++i) {
    EXPECT_NEAR(before.persons[i].line.slope, after.persons[i].line.slope, 1e-9);
  }
}

TEST(RandomSlopes, PeopleWhoDoNotDifferAreOnTheBoundary) {
  int boundaries = 0;
  for (uint64_t seed = 10; seed < 20; ++seed) {
    const RandomSlopeFit fit = Must(Generate(seed, 40, 6, 0));
    if (fit.status != FitStatus::kBoundary) continue;
    ++boundaries;
    EXPECT_NEAR(fit.random.covariance * fit.random.covariance, fit.random.intercept * fit.random.slope, 1e-3);
    for (const PersonLine& person : fit.persons) EXPECT_GT(person.error.slope, 0);
  }
  EXPECT_GT(boundaries, 2);
}

TEST(RandomSlopes, ACovariateShiftsTheLineByItsOwn) {
  Rows rows = Generate(21, 3000, 2, 0.5);
  std::vector<double> covariate(3000);
  for (size_t i = 0; i < covariate.size(); ++i) covariate[i] = static_cast<double>(i % 7) + 100;
  for (size_t i = 0; i < rows.score.size(); ++i) {
    rows.score[i] += covariate[static_cast<size_t>(rows.person[i])] * (1.5 - 0.25 * rows.time[i]);
  }
  const auto fit = rows.Fit(covariate);
  ASSERT_TRUE(fit.ok()) << fit.status();
  EXPECT_NEAR(fit->fixed_by.intercept, 1.5, 0.1);
  EXPECT_NEAR(fit->fixed_by.slope, -0.25, 0.05);
  EXPECT_NEAR(fit->fixed.intercept + 103 * fit->fixed_by.intercept, 30 + 103 * 1.5, 0.5);
}

std::string FieldOfFit(const Rows& rows) { return FieldOf(rows.Fit().status()); }

TEST(RandomSlopes, RefusesWhatCannotBeTold) {
  Rows rows;
  EXPECT_EQ(FieldOfFit(rows), "id") << "nobody";
  for (int i = 0; i < 9; ++i) rows.Add(0, i, i * i);
  EXPECT_EQ(FieldOfFit(rows), "id") << "one person";
  rows = {};
  for (int64_t i = 0; i < 30; ++i) rows.Add(i, static_cast<double>(i % 5), static_cast<double>(i * 7 % 11));
  EXPECT_EQ(FieldOfFit(rows), "time") << "one occasion each";
  rows = {};
  for (int64_t i = 0; i < 30; ++i) rows.Add(i % 6, 3, static_cast<double>(i * 7 % 11));
  EXPECT_EQ(FieldOfFit(rows), "time") << "all at one time";
  rows = {};
  for (int64_t i = 0; i < 60; ++i) rows.Add(i / 2, static_cast<double>(i % 2), static_cast<double>(i * 7 % 11));
  EXPECT_EQ(FieldOfFit(rows), "time") << "two occasions, everybody at the same two times";
  rows = {};
  for (int64_t i = 0; i < 60; ++i) rows.Add(i / 4, static_cast<double>(i % 4), 7);
  EXPECT_EQ(FieldOfFit(rows), "score") << "all scores equal";
  rows = {};
  for (int64_t i = 0; i < 60; ++i) rows.Add(i / 4, static_cast<double>(i % 4), 7.0 + static_cast<double>(i % 4) / 3);
  EXPECT_EQ(FieldOfFit(rows), "score") << "all on one line";
  rows = {};
  for (int64_t i = 0; i < 60; ++i) {
    rows.Add(i / 4, static_cast<double>(i % 4), static_cast<double>(i / 4 * 7 % 11 + i / 4 * 5 % 13 * (i % 4)));
  }
  EXPECT_EQ(FieldOfFit(rows), "score") << "everybody on their own line";
}

TEST(RandomSlopes, RefusesWhatIsNotFinite) {
  for (const double wrong : {std::nan(""), std::numeric_limits<double>::infinity()}) {
    Rows rows = Generate(30, 20, 6, 1);
    rows.score[3] = wrong;
    EXPECT_EQ(FieldOfFit(rows), "score");
    rows = Generate(30, 20, 6, 1);
    rows.time[3] = wrong;
    EXPECT_EQ(FieldOfFit(rows), "time");
    EXPECT_EQ(FieldOf(Generate(30, 2, 6, 1).Fit({1, wrong}).status()), "covariate");
  }
  Rows huge = Generate(30, 20, 6, 1);
  huge.score[3] = 1e200;
  EXPECT_EQ(FieldOfFit(huge), "score");
  EXPECT_EQ(FieldOf(Generate(30, 20, 6, 1).Fit(std::vector<double>(20, 4.0)).status()), "covariate");
}

TEST(RandomSlopes, TwoOccasionsEachAreEnoughWhereTheirTimesDiffer) {
  Rows rows;
  std::mt19937_64 random(8);
  std::normal_distribution<double> normal;
  for (int64_t person = 0; person < 400; ++person) {
    const double line = 20 + 5 * normal(random), slope = 1 + normal(random);
    for (const double time : {0.0, 1.0 + static_cast<double>(person % 5)}) {
      rows.Add(person, time, line + slope * time + normal(random));
    }
  }
  EXPECT_NEAR(Must(rows).random.slope, 1, 0.3);
}

}  // namespace
}  // namespace adagio::progress
