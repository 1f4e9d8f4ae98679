#include "services/directory/domain/membership.h"

#include <gtest/gtest.h>

#include "services/platform/foundation/status.h"

namespace adagio::directory {
namespace {

PartnerId Numbered(int n) { return PartnerId(Uuid::FromBytes(std::string(15, '\0') + static_cast<char>(n))); }

TreatmentUnit WithPartners(int current, int left) {
  TreatmentUnit unit;
  for (int i = 1; i <= current + left; ++i) unit.partners.push_back({Numbered(i), {}, i > current});
  return unit;
}

TEST(CheckAdd, TakesUpToEightPartnersAtATime) {
  for (int current = 0; current < 8; ++current) EXPECT_TRUE(CheckAdd(WithPartners(current, 0)).ok()) << current;
  EXPECT_EQ(FieldOf(CheckAdd(WithPartners(8, 0))), "treatment_unit");
}

TEST(CheckAdd, DoesNotCountThoseWhoLeft) {
  EXPECT_TRUE(CheckAdd(WithPartners(7, 5)).ok());
  EXPECT_FALSE(CheckAdd(WithPartners(8, 5)).ok());
}

TEST(CheckEnd, EndsAMembershipOnce) {
  EXPECT_TRUE(CheckEnd(WithPartners(2, 1), Numbered(2)).ok());
  EXPECT_EQ(ReasonOf(CheckEnd(WithPartners(2, 1), Numbered(3))), Reason::kAlreadyOver);
}

TEST(CheckEnd, KnowsNobodyOfOtherUnits) {
  EXPECT_EQ(ReasonOf(CheckEnd(WithPartners(2, 1), Numbered(4))), Reason::kResourceMissing);
  EXPECT_EQ(ReasonOf(CheckEnd(TreatmentUnit(), PartnerId())), Reason::kResourceMissing);
}

}  // namespace
}  // namespace adagio::directory
