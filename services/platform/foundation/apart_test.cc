#include "services/platform/foundation/apart.h"

#include "gtest/gtest.h"

namespace adagio {
namespace {

const PartnerId kOne(Uuid::FromBytes("one.............")), kOther(Uuid::FromBytes("other..........."));

Apart Of(std::initializer_list<std::pair<int, int>> one, std::initializer_list<std::pair<int, int>> other) {
  const auto end = [](int until) { return until == 0 ? Apart::kStill : until; };
  Apart apart;
  for (const auto& [since, until] : one) apart.Add(kOne, since, end(until));
  for (const auto& [since, until] : other) apart.Add(kOther, since, end(until));
  return apart;
}
bool Met(const Apart& apart, int since) {
  EXPECT_EQ(apart.HaveMet(kOne, kOther, since), apart.HaveMet(kOther, kOne, since));
  return apart.HaveMet(kOne, kOther, since);
}

TEST(Apart, NobodyIsWhereNothingIsKnown) { EXPECT_TRUE(Met(Apart(), 1)); }

TEST(Apart, WhatCameBeforeAHoldHasReachedAndWhatCameDuringItReachesWhenItEnds) {
  const Apart standing = Of({{10, 0}}, {});
  EXPECT_TRUE(Met(standing, 9));
  EXPECT_FALSE(Met(standing, 10));
  EXPECT_FALSE(Met(standing, 15));
  const Apart lifted = Of({{10, 20}}, {});
  EXPECT_TRUE(Met(lifted, 10));
  EXPECT_TRUE(Met(lifted, 20));
}

TEST(Apart, WhatReachedBetweenTwoHoldsStays) {
  EXPECT_TRUE(Met(Of({{10, 20}, {30, 0}}, {}), 12));
  EXPECT_TRUE(Met(Of({{10, 20}}, {{30, 0}}), 12));
}

TEST(Apart, PeriodsThatOverlapAreOne) {
  EXPECT_FALSE(Met(Of({{10, 20}}, {{15, 0}}), 12));
  EXPECT_FALSE(Met(Of({{10, 20}, {28, 0}}, {{15, 30}}), 12));
  EXPECT_FALSE(Met(Of({{10, 20}, {20, 0}}, {}), 12)) << "the next begins where one ends";
  EXPECT_TRUE(Met(Of({{10, 20}, {28, 0}}, {{15, 27}}), 12));
}

}  // namespace
}  // namespace adagio
