#include "services/progress/statistics/clusters.h"

#include <gtest/gtest.h>

#include <vector>

namespace adagio::progress {
namespace {

TEST(Clusters, ThoseWhoAreAlikeWithinAndDifferBetweenCorrelateFully) {
  EXPECT_DOUBLE_EQ(*IntraclassCorrelation({1, 1, 5, 5, 9, 9}, {7, 7, 8, 8, 9, 9}), 1);
}

TEST(Clusters, ThoseWhoDifferWithinAsMuchAsCanBeCorrelateNegatively) {
  EXPECT_DOUBLE_EQ(*IntraclassCorrelation({1, 9, 1, 9, 9, 1}, {1, 1, 2, 2, 3, 3}), -1);
}

// By hand: means 2, 5, 9 of sizes 2, 2, 1 about 4.6; between 33.2/2 = 16.6, within 4/2 = 2, mean size
// (5 − 9/5)/2 = 1.6: (16.6 − 2)/(16.6 + 0.6·2).
TEST(Clusters, SizesMayDiffer) {
  EXPECT_NEAR(*IntraclassCorrelation({1, 3, 4, 6, 9}, {0, 0, 1, 1, 2}), 14.6 / 17.8, 1e-12);
}

TEST(Clusters, TheNumbersOfUnitsAndTheirOrderDoNotMatter) {
  const double sorted = *IntraclassCorrelation({1, 3, 4, 6, 9}, {0, 0, 1, 1, 2});
  EXPECT_NEAR(*IntraclassCorrelation({9, 4, 1, 6, 3}, {-5, 70, 12, 70, 12}), sorted, 1e-12);
}

TEST(Clusters, NothingIsToldOfOneUnitOfStrangersOrOfEqualValues) {
  EXPECT_FALSE(IntraclassCorrelation({}, {}).has_value());
  EXPECT_FALSE(IntraclassCorrelation({1, 2, 3}, {1, 1, 1}).has_value());
  EXPECT_FALSE(IntraclassCorrelation({1, 2, 3}, {1, 2, 3}).has_value());
  EXPECT_FALSE(IntraclassCorrelation({.1, .1, .1, .1}, {1, 1, 2, 2}).has_value());
}

TEST(Clusters, CouplesWhoMoveTogetherCountAsHalf) {
  const ClusterSizes couples = SizesOf({1, 1, 2, 2, 3, 3});
  EXPECT_EQ(couples.clusters, 3);
  EXPECT_DOUBLE_EQ(DesignEffect(couples, 1), 2);
  EXPECT_DOUBLE_EQ(DesignEffect(couples, 0.25), 1.25);
}

TEST(Clusters, ANegativeCorrelationNarrowsNothing) { EXPECT_EQ(DesignEffect(SizesOf({1, 1, 2, 2}), -0.8), 1); }

TEST(Clusters, WhatCannotBeToldIsTakenAtItsWorst) {
  EXPECT_DOUBLE_EQ(DesignEffect(SizesOf({1, 1, 1}), std::nullopt), 3);
  EXPECT_DOUBLE_EQ(DesignEffect(SizesOf({1, 2, 3}), std::nullopt), 1);
  EXPECT_DOUBLE_EQ(DesignEffect(SizesOf({}), std::nullopt), 1);
}

}  // namespace
}  // namespace adagio::progress
