#include "services/progress/domain/percentage_change.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/platform/foundation/status.h"
#include "services/progress/domain/cutoff.h"
#include "services/progress/statistics/sample_for_test.h"

namespace adagio::progress {
namespace {

using testing::ElementsAre;

std::vector<Category> Classify(const std::vector<double>& pre, const std::vector<double>& post, double percent,
                               Direction direction) {
  std::vector<Category> categories(pre.size());
  EXPECT_TRUE(
      ClassifyPercentageChange(pre, post, percent, NoCutoff(direction), direction, absl::MakeSpan(categories)).ok());
  return categories;
}

TEST(PercentageChange, AChangeOfExactlyThePercentageCounts) {
  EXPECT_THAT(Classify({20, 20, 20, 20, 20}, {14, 15, 20, 25, 26}, 30, Direction::kLowerIsBetter),
              ElementsAre(Category::kImproved, Category::kUnchanged, Category::kUnchanged, Category::kUnchanged,
                          Category::kDeteriorated));
}

TEST(PercentageChange, ARiseFromZeroIsWorseWhereLowerIsBetter) {
  EXPECT_THAT(Classify({0, 0}, {1, 0}, 50, Direction::kLowerIsBetter),
              ElementsAre(Category::kDeteriorated, Category::kUnchanged));
  EXPECT_THAT(Classify({0, 0}, {1, 0}, 50, Direction::kHigherIsBetter),
              ElementsAre(Category::kImproved, Category::kUnchanged));
}

TEST(PercentageChange, ANegativeScoreThatRisesHasRisen) {
  EXPECT_THAT(Classify({-10, -10}, {-4, -16}, 50, Direction::kHigherIsBetter),
              ElementsAre(Category::kImproved, Category::kDeteriorated));
}

TEST(PercentageChange, ADecimalChangeThatEqualsItOnPaperCounts) {
  EXPECT_THAT(Classify({0.3, 1.1}, {0.27, 0.99}, 10, Direction::kLowerIsBetter),
              ElementsAre(Category::kImproved, Category::kImproved));
}

TEST(PercentageChange, AMissingScoreIsMissing) {
  EXPECT_THAT(Classify({kNone, 9}, {1, kNone}, 50, Direction::kLowerIsBetter),
              ElementsAre(Category::kMissing, Category::kMissing));
}

TEST(PercentageChange, RefusesAPercentageThatIsNotAboveZero) {
  std::vector<Category> none;
  for (const double percent : {0.0, -1.0, kNone}) {
    EXPECT_EQ(FieldOf(ClassifyPercentageChange({}, {}, percent, 0, Direction::kHigherIsBetter, absl::MakeSpan(none))),
              "percent");
  }
}

}  // namespace
}  // namespace adagio::progress
