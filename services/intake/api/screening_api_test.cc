#include "services/intake/api/screening_api.h"

#include <gtest/gtest.h>

#include "services/intake/api/screening_for_test.h"

namespace adagio::intake {
namespace {

TEST_F(Screening, ASittingIsOpenedOnlyWithAPartnerAlone) {
  const std::string before = Contents();
  EXPECT_EQ(FieldOf(OpenSitting(NameOf(a_), false).status()), "alone");
  EXPECT_EQ(Contents(), before);
  EXPECT_TRUE(OpenSitting(NameOf(a_)).ok());
  EXPECT_NE(Contents(), before);
}

TEST_F(Screening, NobodyIsClearedBeforeAScreen) {
  const v1::GetClearanceResponse clearances = Clearances();
  ASSERT_EQ(clearances.partners_size(), 2);
  EXPECT_EQ(clearances.partners(0).partner(), NameOf(a_));
  EXPECT_EQ(clearances.partners(1).partner(), NameOf(b_));
  for (const v1::PartnerClearance& clearance : clearances.partners()) {
    EXPECT_FALSE(clearance.cleared());
    EXPECT_EQ(clearance.screen(), v1::SCREEN_RESULT_INCOMPLETE);
  }
}

TEST_F(Screening, ACompleteNegativeScreenClearsThatPartnerAlone) {
  const auto recorded = Screen(a_, kNegative);
  ASSERT_TRUE(recorded.ok()) << recorded.status();
  EXPECT_EQ(recorded->result(), v1::SCREEN_RESULT_NEGATIVE);
  EXPECT_TRUE(recorded->clearance().cleared());
  EXPECT_EQ(Spine(a_), std::make_pair(1, UnitVersion()));
  EXPECT_EQ(Spine(b_), std::nullopt);
  EXPECT_EQ(Clearances().partners(0).SerializeAsString(), recorded->clearance().SerializeAsString());
}

TEST_F(Screening, AnythingElseRevokesTheClearanceInItsOwnTransaction) {
  for (const auto& [items, result] :
       {std::pair(kPositive, v1::SCREEN_RESULT_POSITIVE), std::pair(kSexual, v1::SCREEN_RESULT_POSITIVE_SEXUAL),
        std::pair(kIncomplete, v1::SCREEN_RESULT_INCOMPLETE), std::pair(Items{}, v1::SCREEN_RESULT_INCOMPLETE)}) {
    ASSERT_TRUE(Screen(a_, kNegative).ok());
    ASSERT_TRUE(IsCleared(a_));
    const auto recorded = Screen(a_, items);
    ASSERT_TRUE(recorded.ok()) << recorded.status();
    EXPECT_EQ(recorded->result(), result);
    EXPECT_FALSE(recorded->clearance().cleared());
    EXPECT_EQ(Spine(a_), std::make_pair(0, UnitVersion()));
  }
}

TEST_F(Screening, ARoutineNegativeScreenMovesNothingThatHomeworkSees) {
  ASSERT_TRUE(Screen(a_, kNegative).ok());
  const auto before = Spine(a_);
  ASSERT_TRUE(Screen(a_, kNegative).ok());
  EXPECT_EQ(Spine(a_), before);
}

TEST_F(Screening, AnIncompleteScreenIsCompletedInTheSameSitting) {
  const std::string sitting = *OpenSitting(NameOf(a_));
  ASSERT_TRUE(Record(sitting, kIncomplete).ok());
  EXPECT_FALSE(IsCleared(a_));
  ASSERT_TRUE(Record(sitting, kNegative).ok());
  EXPECT_TRUE(IsCleared(a_));
  EXPECT_EQ(RowsOf("SELECT 1 FROM adagio_intake.screen WHERE partner_id = ?", {a_}).size(), 2u);
}

TEST_F(Screening, ReadsExtendedHitsByItsOwnRules) {
  const auto read = [&](const Items& items) {
    return Record(*OpenSitting(NameOf(a_)), items, v1::VIOLENCE_INSTRUMENT_EHITS)->result();
  };
  EXPECT_EQ(read({{1, 2}, {2, 1}, {3, 1}, {4, 1}, {5, 1}}), v1::SCREEN_RESULT_NEGATIVE);
  EXPECT_EQ(read({{1, 3}, {2, 1}, {3, 1}, {4, 1}, {5, 1}}), v1::SCREEN_RESULT_POSITIVE);
  EXPECT_EQ(read({{1, 1}, {2, 1}, {3, 1}, {4, 1}, {5, 2}}), v1::SCREEN_RESULT_POSITIVE_SEXUAL);
  EXPECT_EQ(read({{1, 1}, {2, 1}, {3, 1}, {4, 1}}), v1::SCREEN_RESULT_INCOMPLETE);
}

TEST_F(Screening, RefusesAnswersTheInstrumentDoesNotHave) {
  const std::string sitting = *OpenSitting(NameOf(a_));
  const std::string before = Contents();
  EXPECT_EQ(FieldOf(Record(sitting, {{5, 0}}).status()), "items");
  EXPECT_EQ(FieldOf(Record(sitting, {{1, 2}}).status()), "items");
  EXPECT_EQ(FieldOf(Record(sitting, {{1, 0}, {1, 0}}).status()), "items");
  EXPECT_EQ(FieldOf(Record(sitting, kNegative, static_cast<v1::ViolenceInstrument>(9)).status()), "instrument");
  EXPECT_EQ(Contents(), before);
}

TEST_F(Screening, APlanClearsAfterAPositiveScreen) {
  ASSERT_TRUE(Screen(a_, kPositive).ok());
  const auto plan = Plan(NameOf(a_));
  ASSERT_TRUE(plan.ok()) << plan.status();
  EXPECT_TRUE(plan->clearance().cleared());
  EXPECT_TRUE(plan->clearance().by_plan());
  EXPECT_EQ(plan->clearance().screen(), v1::SCREEN_RESULT_POSITIVE);
  EXPECT_EQ(Spine(a_), std::make_pair(1, UnitVersion()));
  const v1::PartnerClearance seen = Clearances(Role::kSupervisor).partners(0);
  EXPECT_EQ(seen.SerializeAsString(), plan->clearance().SerializeAsString());
  EXPECT_EQ(seen.plan_reason(), "the reason for the plan");
}

TEST_F(Screening, APositiveSexualItemNeedsAConsultant) {
  ASSERT_TRUE(Screen(a_, kSexual).ok());
  const std::string before = Contents();
  EXPECT_EQ(ReasonOf(Plan(NameOf(a_)).status()), Reason::kConsultantMissing);
  EXPECT_EQ(ReasonOf(Plan(NameOf(a_), "  ").status()), Reason::kConsultantMissing);
  EXPECT_EQ(Contents(), before);
  ASSERT_TRUE(Plan(NameOf(a_), "Dr. Example").ok());
  EXPECT_TRUE(IsCleared(a_));
  EXPECT_TRUE(Clearances().partners(0).cleared());
}

TEST_F(Screening, APlanNeedsACompleteScreenThatWasPositive) {
  EXPECT_EQ(ReasonOf(Plan(NameOf(a_)).status()), Reason::kScreenIncomplete);
  ASSERT_TRUE(Screen(a_, kIncomplete).ok());
  EXPECT_EQ(ReasonOf(Plan(NameOf(a_), "Dr. Example").status()), Reason::kScreenIncomplete);
  ASSERT_TRUE(Screen(a_, kNegative).ok());
  EXPECT_EQ(FieldOf(Plan(NameOf(a_)).status()), "partner");
}

TEST_F(Screening, ALaterScreenVoidsThePlan) {
  for (const Items& later : {kPositive, kSexual, kIncomplete}) {
    ASSERT_TRUE(Screen(a_, kPositive).ok());
    ASSERT_TRUE(Plan(NameOf(a_), "Dr. Example").ok());
    const auto recorded = Screen(a_, later);
    ASSERT_TRUE(recorded.ok()) << recorded.status();
    EXPECT_FALSE(recorded->clearance().cleared());
    EXPECT_FALSE(recorded->clearance().by_plan());
    EXPECT_TRUE(recorded->clearance().plan_reason().empty());
    EXPECT_EQ(Spine(a_), std::make_pair(0, UnitVersion()));
  }
}

TEST_F(Screening, ANegativeScreenWithAnotherInstrumentUndoesNoPositiveOne) {
  ASSERT_TRUE(Screen(a_, kPositive).ok());
  const std::string sitting = *OpenSitting(NameOf(a_));
  const auto other = Record(sitting, {{1, 1}, {2, 1}, {3, 1}, {4, 1}, {5, 1}}, v1::VIOLENCE_INSTRUMENT_EHITS);
  ASSERT_TRUE(other.ok()) << other.status();
  EXPECT_EQ(other->result(), v1::SCREEN_RESULT_NEGATIVE);
  EXPECT_FALSE(other->clearance().cleared());
  EXPECT_EQ(other->clearance().screen(), v1::SCREEN_RESULT_POSITIVE);
  EXPECT_FALSE(IsCleared(a_));
}

}  // namespace
}  // namespace adagio::intake
