#include "services/intake/domain/partner_safety.h"

#include <gtest/gtest.h>

#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

PartnerSafety WithHolds(size_t holds) {
  PartnerSafety safety;
  safety.holds.resize(holds);
  return safety;
}

PartnerSafety Left() {
  PartnerSafety safety;
  safety.left = true;
  return safety;
}

SafetyPlan Naming(const char* consultant) {
  return {.reason = Sensitive<std::string>("because"), .consultant = Sensitive<std::string>(consultant)};
}

TEST(CheckTreated, IsForCurrentPartnersOfTheUnit) {
  const PartnerSafety current;
  const PartnerSafety left = Left();
  EXPECT_TRUE(CheckTreated(&current).ok());
  EXPECT_EQ(ReasonOf(CheckTreated(&left)), Reason::kAlreadyOver);
  EXPECT_EQ(ReasonOf(CheckTreated(nullptr)), Reason::kResourceMissing);
}

TEST(CheckPlaceHold, TakesFiftyHoldsAtATime) {
  EXPECT_TRUE(CheckPlaceHold(WithHolds(49)).ok());
  EXPECT_EQ(FieldOf(CheckPlaceHold(WithHolds(50))), "partner");
}

TEST(CheckLift, LiftsAHoldOnce) {
  Hold hold;
  EXPECT_TRUE(CheckLift(&hold).ok());
  hold.lifted = true;
  EXPECT_EQ(ReasonOf(CheckLift(&hold)), Reason::kAlreadyOver);
  EXPECT_EQ(ReasonOf(CheckLift(nullptr)), Reason::kResourceMissing);
}

TEST(ConsultantOf, TakesASupervisorForSomebody) {
  SafetyPlan plan = Naming("");
  plan.supervisor = ClinicianId();
  EXPECT_EQ(ConsultantOf(plan), Consultant::kNamed);
}

TEST(ConsultantOf, TakesWhatCanBeNoNameForNobody) {
  EXPECT_EQ(ConsultantOf(Naming("")), Consultant::kNone);
  EXPECT_EQ(ConsultantOf(Naming(" \t\n")), Consultant::kNone);
  EXPECT_EQ(ConsultantOf(Naming("  x ")), Consultant::kNone);
  EXPECT_EQ(ConsultantOf(Naming(" A. Name ")), Consultant::kNamed);
}

}  // namespace
}  // namespace adagio::intake
