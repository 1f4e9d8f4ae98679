#include "services/platform/rpc/in_flight.h"

#include <gtest/gtest.h>

namespace adagio::rpc {
namespace {

TEST(InFlight, GivesNoMorePlacesThanTheCapAndTakesThemBack) {
  InFlight in_flight;
  InFlight::Ticket first(in_flight);
  ASSERT_TRUE(first.Take(7, 2));
  {
    InFlight::Ticket second(in_flight);
    EXPECT_TRUE(second.Take(7, 2));
    EXPECT_FALSE(InFlight::Ticket(in_flight).Take(7, 2));
    EXPECT_TRUE(second.Take(8, 1)) << "one key's crowd keeps nobody else out";
  }
  EXPECT_EQ(in_flight.Count(7), 1u);
  EXPECT_EQ(in_flight.Count(8), 0u);
  EXPECT_TRUE(InFlight::Ticket(in_flight).Take(7, 2));
}

}  // namespace
}  // namespace adagio::rpc
