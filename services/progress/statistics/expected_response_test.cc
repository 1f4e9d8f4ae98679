#include "services/progress/statistics/expected_response.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

struct People {
  std::vector<int64_t> person;
  std::vector<double> t, score, baseline;
};

// Scores that fall with log(1 + t), the faster the higher they began.
People Generate(int64_t people) {
  std::mt19937_64 random(9);
  std::normal_distribution<double> normal;
  People all;
  for (int64_t person = 0; person < people; ++person) {
    const double baseline = 15 + 4 * normal(random), own = 2 * normal(random), speed = normal(random);
    all.baseline.push_back(baseline);
    for (int t = 1; t <= 4 + static_cast<int>(person % 5); ++t) {
      const double x = std::log1p(t);
      all.person.push_back(person);
      all.t.push_back(t);
      all.score.push_back(2 + 0.9 * baseline - 0.25 * baseline * x + own + speed * x + 2 * normal(random));
    }
  }
  return all;
}

std::optional<ExpectedResponse> Fit(const People& all) {
  const auto norm = ExpectedResponse::Fit({all.person, all.t, all.score, all.baseline});
  EXPECT_TRUE(norm.ok()) << norm.status();
  return norm.ok() ? *norm : std::nullopt;
}

TEST(ExpectedResponse, FewerThanTwoHundredMakeNoNorm) {
  EXPECT_FALSE(Fit(Generate(199)).has_value());
  EXPECT_EQ(Fit(Generate(200))->people(), 200);
}

TEST(ExpectedResponse, FindsAgainWhatTheCohortWasMadeOf) {
  const auto norm = Fit(Generate(3000));
  ASSERT_TRUE(norm.has_value());
  for (const double baseline : {8.0, 15.0, 22.0}) {
    for (const double t : {1.0, 4.0, 8.0}) {
      const double x = std::log1p(t);
      const Expected expected = norm->At(t, baseline);
      EXPECT_NEAR(expected.mean, 2 + 0.9 * baseline - 0.25 * baseline * x, 0.5);
      EXPECT_NEAR(expected.sd, std::sqrt(4 + x * x + 4), 0.2);
    }
  }
}

TEST(ExpectedResponse, TheBandsHaveTheirProbabilities) {
  const auto upper = [](double z) { return std::erfc(z / std::sqrt(2.0)) / 2; };
  EXPECT_NEAR(upper(kAmberBand), 0.16, 1e-15);
  EXPECT_NEAR(upper(kRedBand), 0.10, 1e-15);
}

TEST(ExpectedResponse, AmberAndRedAreOnTheWorseSideAlone) {
  const auto norm = Fit(Generate(400));
  ASSERT_TRUE(norm.has_value());
  const Expected expected = norm->At(5, 18);
  const auto at = [&](Direction direction, double sds) {
    return BandOf(*norm, direction, 18, 5, expected.mean + sds * expected.sd);
  };
  EXPECT_EQ(at(Direction::kLowerIsBetter, 0.99), Band::kExpected);
  EXPECT_EQ(at(Direction::kLowerIsBetter, 1.00), Band::kAmber);
  EXPECT_EQ(at(Direction::kLowerIsBetter, 1.29), Band::kRed);
  EXPECT_EQ(at(Direction::kLowerIsBetter, -5), Band::kExpected);
  EXPECT_EQ(at(Direction::kHigherIsBetter, -0.99), Band::kExpected);
  EXPECT_EQ(at(Direction::kHigherIsBetter, -1.00), Band::kAmber);
  EXPECT_EQ(at(Direction::kHigherIsBetter, -1.29), Band::kRed);
  EXPECT_EQ(at(Direction::kHigherIsBetter, 5), Band::kExpected);
}

TEST(ExpectedResponse, AMirroredCohortHasAMirroredNorm) {
  const People all = Generate(300);
  People mirrored = all;
  for (double& score : mirrored.score) score = 60 - score;
  for (double& baseline : mirrored.baseline) baseline = 60 - baseline;
  const auto there = Fit(all), back = Fit(mirrored);
  ASSERT_TRUE(there.has_value() && back.has_value());
  EXPECT_NEAR(there->At(3, 12).mean, 60 - back->At(3, 48).mean, 1e-7);
  EXPECT_NEAR(there->At(3, 12).sd, back->At(3, 48).sd, 1e-7);
}

TEST(ExpectedResponse, RefusesATimeBeforeTheBaseline) {
  People all = Generate(200);
  all.t[7] = -0.5;
  EXPECT_EQ(FieldOf(ExpectedResponse::Fit({all.person, all.t, all.score, all.baseline}).status()), "time");
  all = Generate(200);
  all.score[7] = std::nan("");
  EXPECT_EQ(FieldOf(ExpectedResponse::Fit({all.person, all.t, all.score, all.baseline}).status()), "score");
}

TEST(FallbackRule, OneReliableChangeWorseThanTheBestIsEnough) {
  EXPECT_FALSE(IsWorseThanBest(Direction::kLowerIsBetter, 8, 13, 6));
  EXPECT_TRUE(IsWorseThanBest(Direction::kLowerIsBetter, 8, 14, 6));
  EXPECT_FALSE(IsWorseThanBest(Direction::kHigherIsBetter, 14, 9, 6));
  EXPECT_TRUE(IsWorseThanBest(Direction::kHigherIsBetter, 14, 8, 6));
  EXPECT_TRUE(IsWorseThanBest(Direction::kLowerIsBetter, 0.1, 0.3, 0.2)) << "decimal scores";
  EXPECT_FALSE(IsWorseThanBest(Direction::kLowerIsBetter, 8, 8, 0)) << "the best is not worse than itself";
}

}  // namespace
}  // namespace adagio::progress
