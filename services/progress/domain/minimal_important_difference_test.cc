#include "services/progress/domain/minimal_important_difference.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/platform/foundation/status.h"
#include "services/progress/domain/cutoff.h"
#include "services/progress/statistics/sample_for_test.h"

namespace adagio::progress {
namespace {

using testing::ElementsAre;

std::vector<Category> Classify(const std::vector<double>& pre, const std::vector<double>& post, double mid,
                               Direction direction) {
  std::vector<Category> categories(pre.size());
  EXPECT_TRUE(
      ClassifyMinimalImportantDifference(pre, post, mid, NoCutoff(direction), direction, absl::MakeSpan(categories))
          .ok());
  return categories;
}

TEST(MinimalImportantDifference, AChangeOfExactlyTheDifferenceCounts) {
  EXPECT_THAT(Classify({20, 20, 20, 20, 20}, {15, 16, 20, 24, 25}, 5, Direction::kLowerIsBetter),
              ElementsAre(Category::kImproved, Category::kUnchanged, Category::kUnchanged, Category::kUnchanged,
                          Category::kDeteriorated));
}

TEST(MinimalImportantDifference, ADecimalChangeThatEqualsItOnPaperCounts) {
  ASSERT_LT(1.2 - 0.9, 0.3);
  EXPECT_THAT(Classify({0.9, 1.2, 0.9}, {1.2, 0.9, 1.19}, 0.3, Direction::kHigherIsBetter),
              ElementsAre(Category::kImproved, Category::kDeteriorated, Category::kUnchanged));
}

TEST(MinimalImportantDifference, AMissingScoreIsMissing) {
  EXPECT_THAT(Classify({kNone, 9}, {1, kNone}, 5, Direction::kHigherIsBetter),
              ElementsAre(Category::kMissing, Category::kMissing));
}

TEST(MinimalImportantDifference, WithACutoffCrossingItIsARecovery) {
  std::vector<Category> categories(2);
  ASSERT_TRUE(ClassifyMinimalImportantDifference({20, 20}, {9, 14}, 5, 10, Direction::kLowerIsBetter,
                                                 absl::MakeSpan(categories))
                  .ok());
  EXPECT_THAT(categories, ElementsAre(Category::kRecovered, Category::kImproved));
}

TEST(MinimalImportantDifference, RefusesADifferenceThatIsNotAboveZero) {
  std::vector<Category> none;
  for (const double mid : {0.0, -1.0, kNone}) {
    EXPECT_EQ(
        FieldOf(ClassifyMinimalImportantDifference({}, {}, mid, 0, Direction::kHigherIsBetter, absl::MakeSpan(none))),
        "mid");
  }
}

}  // namespace
}  // namespace adagio::progress
