#include "services/progress/domain/reliable_change.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "services/progress/domain/cutoff.h"
#include "services/progress/statistics/normal.h"
#include "services/progress/statistics/sample_for_test.h"

namespace adagio::progress {
namespace {

using testing::ElementsAre;

std::vector<Category> Classify(const std::vector<double>& pre, const std::vector<double>& post,
                               const std::vector<double>& rci, double cutoff, Direction direction) {
  std::vector<Category> categories(pre.size());
  ClassifyReliableChange(pre, post, rci, cutoff, direction, absl::MakeSpan(categories));
  return categories;
}

TEST(ReliableChange, TellsTheFiveCategoriesApart) {
  EXPECT_THAT(Classify({40, 40, 40, 60, 60, 40}, {60, 49, 41, 55, 49, 30}, {9, 3, 0.1, -2, -4, -4}, 50,
                       Direction::kHigherIsBetter),
              ElementsAre(Category::kRecovered, Category::kImproved, Category::kUnchanged, Category::kDeteriorated,
                          Category::kHarmed, Category::kDeteriorated));
}

TEST(ReliableChange, AnIndexOnTheThresholdIsNoChange) {
  const double over = std::nextafter(kTwoSided95, 9);
  EXPECT_THAT(Classify({40, 40, 60, 60}, {60, 60, 40, 40}, {kTwoSided95, over, -kTwoSided95, -over}, 50,
                       Direction::kHigherIsBetter),
              ElementsAre(Category::kUnchanged, Category::kRecovered, Category::kUnchanged, Category::kHarmed));
}

TEST(ReliableChange, AScoreOnTheCutoffIsNeitherClinicalNorFunctional) {
  EXPECT_THAT(Classify({50, 40, 50, 60}, {60, 50, 40, 50}, {4, 4, -4, -4}, 50, Direction::kHigherIsBetter),
              ElementsAre(Category::kImproved, Category::kImproved, Category::kHarmed, Category::kHarmed));
}

TEST(ReliableChange, AMissingScoreIsMissing) {
  EXPECT_THAT(Classify({kNone, 40, 40}, {60, kNone, 60}, {kNone, kNone, 3}, 50, Direction::kHigherIsBetter),
              ElementsAre(Category::kMissing, Category::kMissing, Category::kRecovered));
}

TEST(ReliableChange, WithoutACutoffNobodyRecoversAndNobodyIsHarmed) {
  for (const Direction direction : {Direction::kHigherIsBetter, Direction::kLowerIsBetter}) {
    const double d = SignOf(direction);
    EXPECT_THAT(Classify({1, 9}, {9, 1}, {d * 5, d * -5}, NoCutoff(direction), direction),
                ElementsAre(Category::kImproved, Category::kDeteriorated));
  }
}

TEST(ReliableChange, CountsEveryRowOnce) {
  const std::vector<Category> rows = {Category::kMissing,  Category::kRecovered,    Category::kImproved,
                                      Category::kImproved, Category::kDeteriorated, Category::kHarmed,
                                      Category::kHarmed,   Category::kHarmed,       Category::kUnchanged};
  const CategoryCounts counts = Count(rows);
  EXPECT_EQ(counts.missing, 1);
  EXPECT_EQ(counts.recovered, 1);
  EXPECT_EQ(counts.improved, 2);
  EXPECT_EQ(counts.unchanged, 1);
  EXPECT_EQ(counts.deteriorated, 1);
  EXPECT_EQ(counts.harmed, 3);
  EXPECT_EQ(NameOf(Category::kHarmed), "harmed");
}

}  // namespace
}  // namespace adagio::progress
