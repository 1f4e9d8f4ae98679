#include "services/intake/domain/bid_period.h"

#include <gtest/gtest.h>

#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'772'481'600);
constexpr absl::Duration kDay = absl::Hours(24);

BidPeriod Days(int from, int to) { return {kNow - from * kDay, kNow - to * kDay}; }

TEST(PeriodsAt, AreTheLastEightWeeksAndTheEightBefore) {
  const auto periods = PeriodsAt(kNow, {}, {});
  ASSERT_TRUE(periods.ok()) << periods.status();
  EXPECT_EQ(periods->period.starts_at, kNow - 56 * kDay);
  EXPECT_EQ(periods->period.ends_at, kNow);
  EXPECT_EQ(periods->earlier.starts_at, kNow - 112 * kDay);
  EXPECT_EQ(periods->earlier.ends_at, kNow - 56 * kDay);
  EXPECT_DOUBLE_EQ(periods->period.weeks(), 8);
}

TEST(PeriodsAt, ComparesAPeriodWithAsLongAOneRightBefore) {
  const auto periods = PeriodsAt(kNow, Days(30, 10), {});
  ASSERT_TRUE(periods.ok()) << periods.status();
  EXPECT_EQ(periods->earlier.starts_at, kNow - 50 * kDay);
  EXPECT_EQ(periods->earlier.ends_at, kNow - 30 * kDay);
}

TEST(PeriodsAt, TakesNoPeriodThatIsEmptyTurnedAroundTooShortTooLongOrNotOver) {
  for (const BidPeriod& bad : {Days(10, 10), Days(10, 20), BidPeriod{kNow - kDay + absl::Microseconds(1), kNow},
                               Days(732, 0), BidPeriod{kNow - kDay, kNow + absl::Microseconds(1)}}) {
    EXPECT_EQ(FieldOf(PeriodsAt(kNow, bad, {}).status()), "period");
  }
  EXPECT_TRUE(PeriodsAt(kNow, Days(1, 0), {}).ok());
  EXPECT_TRUE(PeriodsAt(kNow, Days(731, 0), {}).ok());
}

TEST(PeriodsAt, TakesNoEarlierPeriodThatOverlaps) {
  EXPECT_EQ(FieldOf(PeriodsAt(kNow, Days(20, 0), Days(40, 19)).status()), "earlier");
  EXPECT_EQ(FieldOf(PeriodsAt(kNow, Days(20, 0), Days(5, 1)).status()), "earlier");
  EXPECT_EQ(FieldOf(PeriodsAt(kNow, Days(20, 0), Days(30, 30)).status()), "earlier");
  EXPECT_TRUE(PeriodsAt(kNow, Days(20, 0), Days(40, 20)).ok());
  EXPECT_TRUE(PeriodsAt(kNow, Days(20, 0), Days(400, 390)).ok());
}

// So that a moment is never in both of two periods that meet, and always in one.
TEST(BidPeriod, HoldsItsEndAndNotItsBeginning) {
  const BidPeriod period = Days(20, 10);
  EXPECT_FALSE(period.Holds(kNow - 20 * kDay));
  EXPECT_TRUE(period.Holds(kNow - 20 * kDay + absl::Microseconds(1)));
  EXPECT_TRUE(period.Holds(kNow - 10 * kDay));
  EXPECT_FALSE(period.Holds(kNow - 10 * kDay + absl::Microseconds(1)));
}

TEST(Until, EndsWhereSomebodyLeft) {
  EXPECT_EQ(Until(Days(20, 10), {}).ends_at, kNow - 10 * kDay);
  EXPECT_EQ(Until(Days(20, 10), kNow - 15 * kDay).ends_at, kNow - 15 * kDay);
  EXPECT_EQ(Until(Days(20, 10), kNow - 5 * kDay).ends_at, kNow - 10 * kDay);
  EXPECT_EQ(Until(Days(20, 10), kNow - 25 * kDay).weeks(), 0);
}

}  // namespace
}  // namespace adagio::intake
