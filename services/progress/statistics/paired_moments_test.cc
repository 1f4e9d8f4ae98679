#include "services/progress/statistics/paired_moments.h"

#include <gtest/gtest.h>

#include <limits>

#include "services/platform/foundation/status.h"
#include "services/progress/statistics/sample_for_test.h"

namespace adagio::progress {
namespace {

TEST(PairedMoments, VariancesDivideByOneLessThanThePairs) {
  const auto moments = MeasurePairs({2, 4, 4, 4, 5, 5, 7, 9}, {1, 1, 1, 1, 1, 1, 1, 9});
  ASSERT_TRUE(moments.ok());
  EXPECT_EQ(moments->n, 8);
  EXPECT_DOUBLE_EQ(moments->pre.mean, 5);
  EXPECT_DOUBLE_EQ(moments->pre.sd, std::sqrt(32.0 / 7));
  EXPECT_DOUBLE_EQ(moments->post.sd, std::sqrt(56.0 / 7));
  EXPECT_DOUBLE_EQ(moments->covariance, 32.0 / 7);
}

TEST(PairedMoments, AnIncompletePairIsDroppedFromBothColumns) {
  const auto moments = MeasurePairs({kNone, 10, 20, 30, kNone}, {99, 1, 2, kNone, kNone});
  ASSERT_TRUE(moments.ok());
  EXPECT_EQ(moments->n, 2);
  EXPECT_EQ(moments->incomplete, 3);
  EXPECT_EQ(moments->pre.mean, 15);
  EXPECT_EQ(moments->post.mean, 1.5);
}

TEST(PairedMoments, TheLengthOfTheColumnsDoesNotShowAtTheEdgesOfABlock) {
  for (const size_t size : {1, 7, 8, 9, 511, 512, 513, 1024, 1500}) {
    std::vector<double> pre, post;
    for (size_t i = 0; i < size; ++i) {
      pre.push_back(static_cast<double>(i));
      post.push_back(-2.0 * static_cast<double>(i));
    }
    const auto moments = MeasurePairs(pre, post);
    ASSERT_TRUE(moments.ok());
    const double n = static_cast<double>(size);
    const double variance = n * (n + 1) / 12;  // of 0, 1, …, n − 1
    EXPECT_EQ(moments->n, static_cast<int64_t>(size));
    EXPECT_NEAR(moments->pre.mean, (n - 1) / 2, 1e-9) << size;
    EXPECT_NEAR(moments->pre.sd, size == 1 ? 0 : std::sqrt(variance), 1e-9) << size;
    EXPECT_NEAR(moments->covariance, size == 1 ? 0 : -2 * variance, 1e-6) << size;
  }
}

TEST(PairedMoments, LargeScoresWithLittleSpreadKeepTheirSpread) {
  const double far = 1e9;
  const auto moments = MeasurePairs({far + 1, far + 2, far + 3}, {far, far, far + 3});
  ASSERT_TRUE(moments.ok());
  EXPECT_DOUBLE_EQ(moments->pre.sd, 1);
  EXPECT_DOUBLE_EQ(moments->post.sd, std::sqrt(3.0));
}

TEST(PairedMoments, EqualScoresDoNotVaryAtAll) {
  const std::vector<double> same(1000, 0.1);
  const auto moments = MeasurePairs(same, same);
  ASSERT_TRUE(moments.ok());
  EXPECT_EQ(moments->pre.sd, 0);
  EXPECT_EQ(moments->pre.mean, 0.1);
}

TEST(PairedMoments, NoCompletePairIsAnAnswer) {
  const auto moments = MeasurePairs({kNone, 1}, {1, kNone});
  ASSERT_TRUE(moments.ok());
  EXPECT_EQ(moments->n, 0);
  EXPECT_EQ(moments->incomplete, 2);
  EXPECT_TRUE(MeasurePairs({}, {}).ok());
}

TEST(PairedMoments, AnInfiniteScoreIsRefusedWhereverItStands) {
  const double infinite = std::numeric_limits<double>::infinity();
  EXPECT_EQ(ReasonOf(MeasurePairs({infinite, 1, 2}, {1, 2, 3}).status()), Reason::kFieldInvalid);
  EXPECT_EQ(ReasonOf(MeasurePairs({1, 2, 3}, {1, 2, -infinite}).status()), Reason::kFieldInvalid);
  EXPECT_EQ(ReasonOf(MeasurePairs({infinite}, {1}).status()), Reason::kFieldInvalid);
}

TEST(PairedMoments, ColumnsOfDifferentLengthAreRefused) {
  EXPECT_EQ(ReasonOf(MeasurePairs({1, 2}, {1}).status()), Reason::kFieldInvalid);
}

}  // namespace
}  // namespace adagio::progress
