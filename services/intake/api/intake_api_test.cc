#include "services/intake/api/intake_api.h"

#include <gtest/gtest.h>

#include "services/intake/api/own_intake_for_test.h"

namespace adagio::intake {
namespace {

TEST_F(OwnIntake, WritesNothingPrivateBeforeThePolicyIsAcknowledged) {
  const std::string before = Contents();
  EXPECT_EQ(ReasonOf(Save(a_, "goals", "words").status()), Reason::kPolicyUnacknowledged);
  EXPECT_EQ(ReasonOf(Save(a_, "goals", "", true).status()), Reason::kPolicyUnacknowledged);
  EXPECT_EQ(ReasonOf(Submit(a_).status()), Reason::kPolicyUnacknowledged);
  EXPECT_EQ(Contents(), before);
  ASSERT_TRUE(Acknowledge(a_).ok());
  EXPECT_TRUE(Save(a_, "goals", "words").ok());
  EXPECT_NE(Contents(), before);
}

TEST_F(OwnIntake, AnAcknowledgementIsForOnePartnerInOneUnit) {
  ASSERT_TRUE(Acknowledge(a_).ok());
  EXPECT_EQ(ReasonOf(Save(b_, "goals", "words").status()), Reason::kPolicyUnacknowledged);
  EXPECT_TRUE(Policy(Partner(a_))->has_acknowledged_at());
  EXPECT_FALSE(Policy(Partner(b_))->has_acknowledged_at());
  EXPECT_FALSE(Policy(Therapist())->has_acknowledged_at());
  EXPECT_FALSE(Policy(As(Role::kPartner, a_.uuid(), elsewhere_))->has_acknowledged_at());
}

TEST_F(OwnIntake, ThePolicyIsAcknowledgedInItsCurrentVersionAlone) {
  EXPECT_EQ(FieldOf(Acknowledge(a_, 2).status()), "version");
  const auto first = Acknowledge(a_);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->policy().version(), 1);
  ground_.clock.Advance(absl::Hours(1));
  const auto second = Acknowledge(a_);
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(second->policy().SerializeAsString(), first->policy().SerializeAsString());
  EXPECT_EQ(Policy(Partner(a_))->SerializeAsString(), first->policy().SerializeAsString());
}

TEST_F(OwnIntake, ANewPolicyMustBeAcknowledgedBeforeMoreIsWritten) {
  ASSERT_TRUE(Acknowledge(a_).ok());
  ASSERT_TRUE(Save(a_, "goals", "words").ok());
  ASSERT_TRUE(Publish(1).ok());
  EXPECT_EQ(ReasonOf(Save(a_, "goals", "other words").status()), Reason::kPolicyUnacknowledged);
  EXPECT_EQ(FieldOf(Acknowledge(a_, 1).status()), "version");
}

TEST_F(OwnIntake, AnotherVersionsAcknowledgementCountsForNothing) {
  AsRoot("INSERT INTO adagio_spine.acknowledgement VALUES (?, ?, ?, 7, '2020-01-01')", {practice_, unit_, a_});
  EXPECT_FALSE(Policy(Partner(a_))->has_acknowledged_at());
  EXPECT_EQ(ReasonOf(Save(a_, "goals", "words").status()), Reason::kPolicyUnacknowledged);
}

TEST_F(OwnIntake, IsSavedItemByItemAndTakenUpAgain) {
  ASSERT_TRUE(Acknowledge(a_).ok());
  ASSERT_TRUE(Save(a_, "goals", "first words").ok());
  const auto saved = Save(a_, "goals", "later words \xF0\x9F\x8C\xBF");
  ASSERT_TRUE(saved.ok()) << saved.status();
  EXPECT_EQ(saved->item().answer(), "later words \xF0\x9F\x8C\xBF");
  ASSERT_TRUE(Save(a_, "hard_experiences", "", true).ok());
  const v1::Intake intake = Own(a_);
  EXPECT_EQ(intake.partner(), NameOf(a_));
  EXPECT_FALSE(intake.has_submitted_at());
  EXPECT_EQ(intake.version(), 1);
  EXPECT_EQ(intake.questionnaire_version(), 1);
  EXPECT_EQ(intake.items_size(), 7) << "pick, deep and ease_why are not asked yet";
  for (const v1::IntakeItem& item : intake.items()) {
    EXPECT_EQ(item.answer(), item.item() == "goals" ? "later words \xF0\x9F\x8C\xBF" : "") << item.item();
    EXPECT_EQ(item.not_now(), item.item() == "hard_experiences") << item.item();
    EXPECT_FALSE(item.prompt().empty());
  }
}

TEST_F(OwnIntake, ARetriedAnswerIsSavedOnceAndDoesNotUndoALaterOne) {
  ASSERT_TRUE(Acknowledge(a_).ok());
  const Uuid id = NewId();
  const auto first = Save(a_, "goals", "first", false, id);
  ASSERT_TRUE(Save(a_, "goals", "second").ok());
  const auto again = Save(a_, "goals", "first", false, id);
  ASSERT_TRUE(first.ok() && again.ok()) << first.status() << again.status();
  EXPECT_EQ(first->SerializeAsString(), again->SerializeAsString());
  const v1::Intake intake = Own(a_);
  for (const v1::IntakeItem& item : intake.items()) {
    if (item.item() == "goals") {
      EXPECT_EQ(item.answer(), "second");
    }
  }
}

TEST_F(OwnIntake, RefusesUnknownItemsAndEmptyAnswers) {
  ASSERT_TRUE(Acknowledge(a_).ok());
  const std::string before = Contents();
  EXPECT_EQ(FieldOf(Save(a_, "no_such_item", "words").status()), "item");
  EXPECT_EQ(FieldOf(Save(a_, "goals", "").status()), "answer");
  EXPECT_EQ(Contents(), before);
}

TEST_F(OwnIntake, IsSubmittedOnceAndComplete) {
  ASSERT_TRUE(Acknowledge(a_).ok());
  ASSERT_TRUE(Save(a_, "goals", "words").ok());
  EXPECT_EQ(FieldOf(Submit(a_).status()), "item");
  AnswerAll(a_);
  const auto submitted = Submit(a_);
  ASSERT_TRUE(submitted.ok()) << submitted.status();
  EXPECT_TRUE(submitted->intake().has_submitted_at());
  EXPECT_EQ(Own(a_).SerializeAsString(), submitted->intake().SerializeAsString());
  EXPECT_EQ(ReasonOf(Submit(a_).status()), Reason::kAlreadyOver);
  EXPECT_EQ(ReasonOf(Save(a_, "goals", "words").status()), Reason::kAlreadyOver);
  const auto again = Own(a_);
  EXPECT_EQ(Item(again, "goals").answer(), "words on goals");
}

TEST_F(OwnIntake, IsReadByTheTherapistAsItStands) {
  ASSERT_TRUE(Acknowledge(a_).ok());
  ASSERT_TRUE(Save(a_, "goals", "words").ok());
  const auto read = Read(Therapist(), NameOf(a_));
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->intake().SerializeAsString(), Own(a_).SerializeAsString());
  Leave(a_);
  EXPECT_TRUE(Read(Therapist(), NameOf(a_)).ok());
}

TEST_F(OwnIntake, ShowsNothingOfTheOtherPartner) {
  const std::string policy = Policy(Partner(b_))->SerializeAsString();
  const std::string intake = Own(b_).SerializeAsString();
  ASSERT_TRUE(Acknowledge(a_).ok());
  AnswerAll(a_);
  ASSERT_TRUE(Submit(a_).ok());
  EXPECT_EQ(Policy(Partner(b_))->SerializeAsString(), policy);
  EXPECT_EQ(Own(b_).SerializeAsString(), intake);
}

TEST_F(OwnIntake, NobodyOfAnotherUnitOrPracticeCanBeNamed) {
  EXPECT_EQ(ReasonOf(Read(Therapist(), NameOf(c_)).status()), Reason::kResourceMissing);
  EXPECT_EQ(ReasonOf(Read(Therapist(), NameOf(PartnerId(NewId()))).status()), Reason::kResourceMissing);
  EXPECT_EQ(ReasonOf(Read(Therapist(), NameOf(PartnerId(therapist_))).status()), Reason::kResourceMissing);
  const PracticeId other = AddPractice();
  const PartnerId stranger = AddPartner(other, unit_, 2);
  EXPECT_EQ(ReasonOf(Read(Therapist(), NameOf(stranger)).status()), Reason::kResourceMissing);
}

TEST_F(OwnIntake, KeepsAnswersSealedAndOfEqualLength) {
  ASSERT_TRUE(Acknowledge(a_).ok());
  ASSERT_TRUE(Save(a_, "goals", "canary").ok());
  ASSERT_TRUE(Save(a_, "triggers", "", true).ok());
  const storage::Rows rows = RowsOf("SELECT content FROM adagio_intake.answer WHERE partner_id = ?", {a_});
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].Text(0).size(), rows[1].Text(0).size());
  for (const storage::Row& row : rows) EXPECT_EQ(row.Text(0).find("canary"), std::string::npos);
}

TEST_F(OwnIntake, AnAnswerMovedToTheOtherPartnerDoesNotOpen) {
  ASSERT_TRUE(Acknowledge(a_).ok());
  ASSERT_TRUE(Save(a_, "goals", "words").ok());
  AsRoot("UPDATE adagio_intake.answer SET partner_id = ? WHERE partner_id = ?", {b_, a_});
  AsRoot("UPDATE adagio_intake.intake_version SET partner_id = ? WHERE partner_id = ?", {b_, a_});
  const auto got = Call(intake_, Partner(b_), &IntakeApi::GetOwnIntake, v1::GetOwnIntakeRequest());
  EXPECT_EQ(ReasonOf(got.status()), Reason::kBug);
}

}  // namespace
}  // namespace adagio::intake
