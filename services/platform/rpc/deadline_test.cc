#include "services/platform/rpc/deadline.h"

#include <gtest/gtest.h>

namespace adagio::rpc {
namespace {

TEST(Patience, IsImposedWhereNoneIsAskedAndCappedWhereTooMuchIs) {
  EXPECT_EQ(Patience(absl::InfiniteDuration()), absl::Seconds(10));
  EXPECT_EQ(Patience(absl::Seconds(3)), absl::Seconds(3));
  EXPECT_EQ(Patience(absl::Minutes(5)), absl::Seconds(30));
  EXPECT_LT(Patience(-absl::Seconds(1)), absl::ZeroDuration());
}

TEST(DeadlineFrom, TakesTheGreatestTimeForNone) {
  const auto now = std::chrono::steady_clock::now();
  const auto imposed = DeadlineFrom(std::chrono::system_clock::time_point::max());
  EXPECT_GE(imposed, now + std::chrono::seconds(10));
  EXPECT_LT(imposed, now + std::chrono::seconds(15));
  EXPECT_LT(DeadlineFrom(std::chrono::system_clock::now() - std::chrono::seconds(1)), now);
}

}  // namespace
}  // namespace adagio::rpc
