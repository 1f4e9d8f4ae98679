#include "services/progress/statistics/student_t.h"

#include <gtest/gtest.h>

#include <cmath>

#include "services/progress/statistics/normal.h"

namespace adagio::progress {
namespace {

// Closed forms: tan(0.475 π) for one degree, 0.95·√(2/(1 − 0.95²)) for two.
TEST(StudentT, IsExactWhereThereIsAClosedForm) {
  EXPECT_NEAR(TwoSided95(1), std::tan(0.475 * 3.141592653589793), 1e-9);
  EXPECT_NEAR(TwoSided95(2), 0.95 * std::sqrt(2 / (1 - 0.95 * 0.95)), 1e-12);
}

// The t table that every textbook prints, to its three decimals.
TEST(StudentT, AgreesWithThePrintedTable) {
  const std::pair<int64_t, double> table[] = {{1, 12.706}, {2, 4.303},  {3, 3.182},  {4, 2.776},  {5, 2.571},
                                              {9, 2.262},  {10, 2.228}, {19, 2.093}, {30, 2.042}, {120, 1.980}};
  for (const auto& [degrees, quantile] : table) EXPECT_NEAR(TwoSided95(degrees), quantile, 5e-4) << degrees;
}

TEST(StudentT, TheSumAndTheExpansionMeet) {
  const double below = TwoSided95(399), above = TwoSided95(400), next = TwoSided95(401);
  EXPECT_GT(below, above);
  EXPECT_NEAR((below - above) / (above - next), 1, 0.01) << "no step between the two ways";
}

TEST(StudentT, FallsToTheNormalQuantile) {
  for (int64_t degrees = 1; degrees < 2000; ++degrees) EXPECT_GT(TwoSided95(degrees), TwoSided95(degrees + 1));
  EXPECT_GT(TwoSided95(1'000'000), kTwoSided95);
  EXPECT_NEAR(TwoSided95(1'000'000), kTwoSided95, 1e-5);
}

}  // namespace
}  // namespace adagio::progress
