#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "services/intake/api/screening_for_test.h"

// Holds, and whom anything about screening reaches.
namespace adagio::intake {
namespace {

using Reach = Screening;

TEST_F(Reach, AHoldStandsUntilItIsLiftedOnce) {
  const auto placed = Place(NameOf(a_));
  ASSERT_TRUE(placed.ok()) << placed.status();
  EXPECT_EQ(placed->hold().partner(), NameOf(a_));
  const int placed_version = UnitVersion();
  const v1::GetClearanceResponse held = Clearances(Role::kSupervisor);
  ASSERT_EQ(held.partners(0).holds_size(), 1);
  EXPECT_EQ(held.partners(0).holds(0).SerializeAsString(), placed->hold().SerializeAsString());
  EXPECT_EQ(held.partners(0).holds(0).reason(), "the reason for the hold");
  EXPECT_EQ(held.partners(1).holds_size(), 0);

  const auto second = Place(NameOf(a_));
  ASSERT_TRUE(second.ok()) << second.status();
  const auto lifted = Lift(placed->hold().name());
  ASSERT_TRUE(lifted.ok()) << lifted.status();
  ASSERT_EQ(lifted->clearance().holds_size(), 1);
  EXPECT_EQ(lifted->clearance().holds(0).name(), second->hold().name());
  EXPECT_EQ(ReasonOf(Lift(placed->hold().name()).status()), Reason::kAlreadyOver);

  const storage::Rows rows = RowsOf(
      "SELECT placed_version, lifted_version FROM adagio_spine.hold WHERE partner_id = ? AND lifted_at IS NOT NULL",
      {a_});
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].Int(0), placed_version);
  EXPECT_EQ(rows[0].Int(1), placed_version + 2);
}

TEST_F(Reach, NothingIsRecordedAboutWhoLeft) {
  ASSERT_TRUE(Screen(a_, kPositive).ok());
  const std::string sitting = *OpenSitting(NameOf(a_));
  const std::string hold = Place(NameOf(a_))->hold().name();
  Leave(a_);
  const std::string before = Contents();
  EXPECT_EQ(ReasonOf(OpenSitting(NameOf(a_)).status()), Reason::kAlreadyOver);
  EXPECT_EQ(ReasonOf(Record(sitting, kNegative).status()), Reason::kAlreadyOver);
  EXPECT_EQ(ReasonOf(Plan(NameOf(a_)).status()), Reason::kAlreadyOver);
  EXPECT_EQ(ReasonOf(Place(NameOf(a_)).status()), Reason::kAlreadyOver);
  EXPECT_EQ(Contents(), before);
  EXPECT_TRUE(Lift(hold).ok());
  ASSERT_EQ(Clearances().partners_size(), 1);
  EXPECT_EQ(Clearances().partners(0).partner(), NameOf(b_));
}

// Each id of each request, taken from another unit and from another practice.
TEST_F(Reach, NothingOfAnotherUnitOrPracticeCanBeNamed) {
  std::vector<PartnerId> partners = {c_, PartnerId(NewId()), PartnerId(therapist_)};
  std::vector<Uuid> sittings = {NewId()};
  std::vector<Uuid> holds = {NewId()};
  const auto collect = [&](const PartnerId& partner) {
    const std::string sitting = *OpenSitting(NameOf(partner));
    sittings.push_back(*Uuid::Parse(sitting.substr(sitting.rfind('/') + 1)));
    const std::string hold = Place(NameOf(partner))->hold().name();
    holds.push_back(*Uuid::Parse(hold.substr(hold.rfind('/') + 1)));
  };
  std::swap(unit_, elsewhere_);
  collect(c_);
  std::swap(unit_, elsewhere_);
  const PracticeId own = practice_;
  const UnitId own_unit = unit_;
  const PartnerId own_partner = a_;
  UnitTest::SetUp();  // another practice
  collect(a_);
  partners.push_back(a_);
  practice_ = own;
  unit_ = own_unit;

  const std::string before = Contents();
  for (const PartnerId& partner : partners) {
    EXPECT_EQ(ReasonOf(OpenSitting(NameOf(partner)).status()), Reason::kResourceMissing);
    EXPECT_EQ(ReasonOf(Plan(NameOf(partner)).status()), Reason::kResourceMissing);
    EXPECT_EQ(ReasonOf(Place(NameOf(partner)).status()), Reason::kResourceMissing);
  }
  for (const Uuid& sitting : sittings) {
    const auto recorded = Record(rpc::NameInUnit(practice_, unit_, "sittings", sitting), kNegative);
    EXPECT_EQ(ReasonOf(recorded.status()), Reason::kResourceMissing);
  }
  for (const Uuid& hold : holds) {
    EXPECT_EQ(ReasonOf(Lift(rpc::NameInUnit(practice_, unit_, "holds", hold)).status()), Reason::kResourceMissing);
  }
  EXPECT_EQ(Contents(), before);
  const v1::GetClearanceResponse own_clearances = Clearances();
  for (const v1::PartnerClearance& clearance : own_clearances.partners()) EXPECT_EQ(clearance.holds_size(), 0);
  EXPECT_TRUE(OpenSitting(NameOf(own_partner)).ok());
}

TEST_F(Reach, ShowsNothingToAPartner) {
  const auto seen = [&](const PartnerId& partner) {
    return Call(intake_, Partner(partner), &IntakeApi::GetOwnIntake, v1::GetOwnIntakeRequest())->SerializeAsString() +
           Call(intake_, Partner(partner), &IntakeApi::GetConfidencePolicy, v1::GetConfidencePolicyRequest())
               ->SerializeAsString();
  };
  const std::string before_a = seen(a_);
  const std::string before_b = seen(b_);
  ASSERT_TRUE(Screen(a_, kSexual).ok());
  ASSERT_TRUE(Plan(NameOf(a_), "Dr. Example").ok());
  ASSERT_TRUE(Place(NameOf(a_)).ok());
  EXPECT_EQ(seen(a_), before_a);
  EXPECT_EQ(seen(b_), before_b);
}

TEST_F(Reach, KeepsAnswersAndReasonsSealedAndOfEqualLength) {
  ASSERT_TRUE(Screen(a_, kPositive).ok());
  ASSERT_TRUE(Plan(NameOf(a_), "Dr. Example").ok());
  ASSERT_TRUE(Place(NameOf(a_)).ok());
  ASSERT_TRUE(Screen(a_, {}).ok());
  const storage::Rows screens = RowsOf("SELECT answers FROM adagio_intake.screen WHERE partner_id = ?", {a_});
  ASSERT_EQ(screens.size(), 2u);
  EXPECT_EQ(screens[0].Text(0).size(), screens[1].Text(0).size());
  for (const storage::Row& row :
       RowsOf("SELECT answers FROM adagio_intake.screen WHERE unit_id = ? UNION ALL "
              "SELECT CONCAT(reason, consultant) FROM adagio_intake.safety_plan WHERE unit_id = ? "
              "UNION ALL SELECT reason FROM adagio_intake.hold_reason WHERE unit_id = ?",
              {unit_, unit_, unit_})) {
    for (const char* plain : {"hark", "reason", "Example"}) EXPECT_EQ(row.Text(0).find(plain), std::string::npos);
  }
}

}  // namespace
}  // namespace adagio::intake
