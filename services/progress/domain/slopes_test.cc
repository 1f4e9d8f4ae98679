#include "services/progress/domain/slopes.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

#include "services/platform/foundation/status.h"
#include "services/progress/statistics/normal.h"

namespace adagio::progress {
namespace {

struct Rows {
  std::vector<int64_t> person;
  std::vector<double> time, score;
};

// `people` with five occasions each; their slopes are about `slope`.
Rows Generate(int64_t people, double slope) {
  std::mt19937_64 random(1);
  std::normal_distribution<double> normal;
  Rows rows;
  for (int64_t i = 0; i < people * 5; ++i) {
    const int64_t person = i / 5;
    const double time = static_cast<double>(i % 5);
    const double own = slope + static_cast<double>(person % 7 - 3) / 2, line = 30 + static_cast<double>(person % 11);
    rows.person.push_back(person);
    rows.time.push_back(time);
    rows.score.push_back(line + own * time + normal(random));
  }
  return rows;
}

struct Judged {
  absl::StatusOr<SlopeAssessment> found;
  std::vector<double> slope, z;
  std::vector<Category> categories;
};

Judged Judge(const Rows& rows, Direction direction, size_t people) {
  Judged judged{SlopeAssessment{}, std::vector<double>(people), std::vector<double>(people),
                std::vector<Category>(people)};
  judged.found =
      AssessSlopes({rows.person, rows.time, rows.score}, direction,
                   {absl::MakeSpan(judged.slope), absl::MakeSpan(judged.z), absl::MakeSpan(judged.categories)});
  return judged;
}

TEST(AssessSlopes, SomebodyWhoImprovesLessThanOthersStillImproves) {
  const Judged judged = Judge(Generate(70, -4), Direction::kLowerIsBetter, 70);
  ASSERT_TRUE(judged.found.ok()) << judged.found.status();
  EXPECT_EQ(judged.found->counts.improved, 70) << "slopes from −5.5 to −2.5, all far below 0";
  EXPECT_EQ(judged.found->counts.deteriorated, 0);
}

TEST(AssessSlopes, TheCategoryIsTheSignBeyondTheQuantile) {
  const Judged judged = Judge(Generate(70, 0), Direction::kLowerIsBetter, 70);
  ASSERT_TRUE(judged.found.ok());
  for (size_t i = 0; i < 70; ++i) {
    const Category expected = judged.z[i] < -kTwoSided95  ? Category::kImproved
                              : judged.z[i] > kTwoSided95 ? Category::kDeteriorated
                                                          : Category::kUnchanged;
    EXPECT_EQ(judged.categories[i], expected);
    EXPECT_EQ(judged.slope[i] > 0, judged.z[i] > 0);
  }
  EXPECT_GT(judged.found->counts.improved, 5);
  EXPECT_GT(judged.found->counts.deteriorated, 5);
  EXPECT_GT(judged.found->counts.unchanged, 5);
}

TEST(AssessSlopes, ReversingTheScaleAndTheDirectionChangesNoCategory) {
  const Rows rows = Generate(70, -0.5);
  Rows reversed = rows;
  for (double& score : reversed.score) score = 100 - score;
  const Judged there = Judge(rows, Direction::kLowerIsBetter, 70);
  const Judged back = Judge(reversed, Direction::kHigherIsBetter, 70);
  EXPECT_EQ(there.categories, back.categories);
  for (size_t i = 0; i < 70; ++i) EXPECT_NEAR(there.z[i], -back.z[i], 1e-8);
}

TEST(AssessSlopes, SaysWhatTheDataLack) {
  EXPECT_EQ(FieldOf(Judge({}, Direction::kLowerIsBetter, 0).found.status()), "id");
  EXPECT_EQ(FieldOf(Judge({{0, 1}, {1, 1}, {2, 3}}, Direction::kLowerIsBetter, 2).found.status()), "time");
}

}  // namespace
}  // namespace adagio::progress
