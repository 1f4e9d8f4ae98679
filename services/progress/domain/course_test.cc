#include "services/progress/domain/course.h"

#include <gtest/gtest.h>

namespace adagio::progress {
namespace {

const std::vector<Figure> kFigures = {{FigureKind::kReliableChange, 5, "a manual", FigureStatus::kSecondary},
                                      {FigureKind::kCutoff, 9.5, "a manual", FigureStatus::kSecondary}};

Summary Of(double baseline, double best, double latest, int scored = 2) {
  return {.scored = scored, .baseline = baseline, .latest = latest, .best = best};
}

TEST(Course, OnlyWhoBeganInTheClinicalRangeIsInAnEffect) {
  const auto lower = [](const Summary& summary) {
    return JudgedCourse(Direction::kLowerIsBetter, kFigures, std::nullopt, summary).effect;
  };
  ASSERT_TRUE(lower(Of(14, 6, 6)).has_value());
  EXPECT_EQ(lower(Of(14, 6, 6))->pre, -14);
  EXPECT_EQ(lower(Of(14, 6, 6))->post, -6);
  EXPECT_FALSE(lower(Of(9, 6, 6)).has_value());
  EXPECT_FALSE(lower(Of(9.5, 6, 6)).has_value()) << "on the cut-off is neither";
  EXPECT_FALSE(lower(Of(14, 14, 14, 1)).has_value());
  EXPECT_FALSE(JudgedCourse(Direction::kHigherIsBetter, kFigures, std::nullopt, Of(14, 20, 20)).effect.has_value());
  EXPECT_EQ(JudgedCourse(Direction::kHigherIsBetter, kFigures, std::nullopt, Of(6, 20, 20)).effect->pre, 6);
}

TEST(Course, WithoutACutoffEverybodyWithAPairIs) {
  EXPECT_TRUE(JudgedCourse(Direction::kLowerIsBetter, {kFigures[0]}, std::nullopt, Of(3, 2, 2)).effect.has_value());
  EXPECT_TRUE(JudgedCourse(Direction::kLowerIsBetter, {}, std::nullopt, Of(3, 2, 2)).effect.has_value());
  EXPECT_FALSE(JudgedCourse(std::nullopt, {}, std::nullopt, Of(3, 2, 2)).effect.has_value());
}

TEST(Course, KnowsWhoIsOffTrack) {
  EXPECT_TRUE(JudgedCourse(Direction::kLowerIsBetter, kFigures, std::nullopt, Of(14, 6, 11, 3)).off_track);
  EXPECT_FALSE(JudgedCourse(Direction::kLowerIsBetter, kFigures, std::nullopt, Of(14, 6, 10, 3)).off_track);
  EXPECT_FALSE(JudgedCourse(Direction::kLowerIsBetter, {}, std::nullopt, Of(14, 6, 20, 3)).off_track);
}

}  // namespace
}  // namespace adagio::progress
