#include "services/progress/domain/jacobson_truax.h"

#include <gtest/gtest.h>

#include "services/platform/foundation/status.h"

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
