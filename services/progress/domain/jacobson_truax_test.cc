#include "services/progress/domain/jacobson_truax.h"

#include <gtest/gtest.h>

#include "services/platform/foundation/status.h"
#include "services/progress/statistics/normal.h"

namespace adagio::progress {
namespace {

// The example of Jacobson & Truax 1991.
const PairedMoments kSample = {.n = 100, .pre = {40, 7.5}, .post = {50, 7.5}};

TEST(JacobsonTruax, GivesTheIndexOfTheWorkedExample) {
  EXPECT_NEAR(StandardErrorOfMeasurement(7.5, 0.80), 3.3541, 5e-5);
  const auto index = JacobsonTruax(kSample, 0.80);
  ASSERT_TRUE(index.ok());
  EXPECT_NEAR(index->error, 4.7434, 5e-5);
  EXPECT_NEAR(index->At(32.5, 47.5), 3.1623, 5e-5);
}

// Piers-Harris 2 from 24 to 35, its standard error of measurement 3.07: a difference of 4.34, reliable beyond 8.51
// points (an open textbook on assessment in schools, University of Arizona, appendix on reliable change indexes).
TEST(JacobsonTruax, GivesTheThresholdOfATextbook) {
  const double sd = 10, reliability = 1 - 0.307 * 0.307;
  EXPECT_NEAR(StandardErrorOfMeasurement(sd, reliability), 3.07, 1e-12);
  EXPECT_NEAR(DifferenceError(sd, reliability), 4.34, 5e-3);
  EXPECT_NEAR(kTwoSided95 * DifferenceError(sd, reliability), 8.51, 5e-3);
  EXPECT_GT(ChangeIndex{.error = DifferenceError(sd, reliability)}.At(24, 35), kTwoSided95);
  EXPECT_LT(ChangeIndex{.error = DifferenceError(sd, reliability)}.At(24, 32), kTwoSided95);
}

TEST(JacobsonTruax, NoChangeIsExactlyZero) {
  const auto index = JacobsonTruax(kSample, 0.801);
  ASSERT_TRUE(index.ok());
  EXPECT_EQ(index->At(17.3, 17.3), 0);
}

TEST(JacobsonTruax, RefusesAReliabilityThatIsNotBetweenZeroAndOne) {
  for (const double reliability : {-0.1, 0.0, 1.0, 1.1, std::numeric_limits<double>::quiet_NaN()}) {
    const absl::Status refused = JacobsonTruax(kSample, reliability).status();
    EXPECT_EQ(ReasonOf(refused), Reason::kFieldInvalid) << reliability;
    EXPECT_EQ(FieldOf(refused), "reliability");
  }
}

TEST(JacobsonTruax, RefusesASampleWithoutSpread) {
  EXPECT_EQ(FieldOf(JacobsonTruax({.n = 0}, 0.8).status()), "pre");
  EXPECT_EQ(FieldOf(JacobsonTruax({.n = 1, .pre = {40, 0}}, 0.8).status()), "pre");
  EXPECT_EQ(FieldOf(JacobsonTruax({.n = 9, .pre = {40, 0}}, 0.8).status()), "pre");
}

}  // namespace
}  // namespace adagio::progress
