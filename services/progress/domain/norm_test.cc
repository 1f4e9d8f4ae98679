#include "services/progress/domain/norm.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "services/progress/domain/track.h"

namespace adagio::progress {
namespace {

const absl::Time kBegin = absl::FromUnixSeconds(1'772'481'600);
constexpr absl::Duration kWeek = absl::Hours(7 * 24);

// People who lose 4·log(1 + weeks) points on average, scored every six weeks.
std::vector<Summary> CohortOf(int people) {
  std::mt19937_64 random(11);
  std::normal_distribution<double> severity(15, 4), own(0, 1), noise(0, 1.5);
  std::vector<Summary> cohort;
  for (int i = 0; i < people; ++i) {
    Summary course{.baseline_at = kBegin, .baseline = severity(random)};
    course.recent.push_back({kBegin, course.baseline});
    const double slope = -4 + own(random);
    for (int k = 1; k <= 4; ++k) {
      const double total = course.baseline + slope * std::log1p(6.0 * k) + noise(random);
      course.recent.push_back({kBegin + 6 * k * kWeek, total});
    }
    course.scored = 5;
    course.latest_at = course.recent.back().at;
    course.latest = course.recent.back().total;
    cohort.push_back(course);
  }
  return cohort;
}

TrackState StateOf(const Norm& norm, double latest) {
  const Summary course{.scored = 3,
                       .baseline_at = kBegin,
                       .baseline = 15,
                       .latest_at = kBegin + 12 * kWeek,
                       .latest = latest,
                       .best = 4};
  const std::vector<Figure> figures = {{FigureKind::kReliableChange, 5, "a manual", FigureStatus::kSecondary}};
  return TrackStateOf(Direction::kLowerIsBetter, figures, norm, course);
}

TEST(Norm, IsOfTwoHundredPeopleAtLeast) {
  EXPECT_FALSE(NormOf(CohortOf(199))->has_value());
  const auto norm = NormOf(CohortOf(200));
  ASSERT_TRUE(norm.ok()) << norm.status();
  ASSERT_TRUE(norm->has_value());
  EXPECT_EQ((*norm)->people(), 200);
  EXPECT_NEAR((*norm)->At(12, 15).mean, 15 - 4 * std::log1p(12), 0.6);
}

TEST(Norm, WhoHasNoLaterScoreIsNoneOfThem) {
  std::vector<Summary> cohort = CohortOf(200);
  cohort[7].recent.resize(1);
  EXPECT_FALSE(NormOf(cohort)->has_value());
  EXPECT_FALSE(NormOf({})->has_value());
}

TEST(Norm, BandsCountInPlaceOfTheFallbackRule) {
  const Norm norm = *NormOf(CohortOf(300));
  const Expected expected = norm->At(12, 15);
  EXPECT_EQ(StateOf(norm, expected.mean), TrackState::kOnTrack);
  EXPECT_EQ(StateOf(norm, expected.mean + 0.9 * expected.sd), TrackState::kOnTrack);
  EXPECT_EQ(StateOf(norm, expected.mean + 1.1 * expected.sd), TrackState::kAmber);
  EXPECT_EQ(StateOf(norm, expected.mean + 1.4 * expected.sd), TrackState::kRed);
  EXPECT_EQ(StateOf(norm, expected.mean - 3 * expected.sd), TrackState::kOnTrack) << "better than others is no alarm";
  EXPECT_EQ(StateOf(std::nullopt, 9), TrackState::kWorseThanBest);
  EXPECT_EQ(StateOf(std::nullopt, 8), TrackState::kOnTrack);
}

}  // namespace
}  // namespace adagio::progress
