#include <gtest/gtest.h>

#include "services/intake/api/screening_for_test.h"
#include "services/platform/unit_of_work/holds.h"

// What intake leaves on the worklist of clinicians.
namespace adagio::intake {
namespace {

class HeldClearance : public Screening {};

TEST_F(HeldClearance, WaitsWhileAScreenDoesNotClearAndNoLongerOnceAPlanDoes) {
  ASSERT_TRUE(Screen(a_, kNegative).ok());
  EXPECT_EQ(Due(a_), std::nullopt);
  ASSERT_TRUE(Screen(a_, kPositive).ok());
  EXPECT_EQ(Due(a_), ground_.clock.Now() + kHoldLookedAtWithin);
  EXPECT_EQ(Due(b_), std::nullopt);
  ASSERT_TRUE(Plan(NameOf(a_)).ok());
  EXPECT_EQ(Due(a_), std::nullopt);
}

TEST_F(HeldClearance, WaitsUntilTheLastHoldIsLifted) {
  const auto first = Place(NameOf(a_));
  ground_.clock.Advance(absl::Hours(1));
  const auto second = Place(NameOf(a_));
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(Due(a_), ground_.clock.Now() + kHoldLookedAtWithin);
  ASSERT_TRUE(Lift(first->hold().name()).ok());
  EXPECT_NE(Due(a_), std::nullopt);
  ASSERT_TRUE(Lift(second->hold().name()).ok());
  EXPECT_EQ(Due(a_), std::nullopt);
}

TEST_F(HeldClearance, WaitsOnWhenAHoldIsLiftedWhileTheScreenStillHolds) {
  ASSERT_TRUE(Screen(a_, kIncomplete).ok());
  const auto placed = Place(NameOf(a_));
  ASSERT_TRUE(placed.ok());
  ASSERT_TRUE(Lift(placed->hold().name()).ok());
  EXPECT_NE(Due(a_), std::nullopt);
  ASSERT_TRUE(Screen(a_, kNegative).ok());
  EXPECT_EQ(Due(a_), std::nullopt);
}

}  // namespace
}  // namespace adagio::intake
