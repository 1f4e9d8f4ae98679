#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/intake/api/own_intake_for_test.h"

// An intake is revised as another version, branches, and takes no answer to another question.
namespace adagio::intake {
namespace {

class AnIntake : public OwnIntake {
 protected:
  void SetUp() override {
    OwnIntake::SetUp();
    ASSERT_TRUE(Acknowledge(a_).ok());
  }
  absl::StatusOr<v1::SaveIntakeAnswerResponse> Give(const v1::SaveIntakeAnswerRequest& request) {
    return Call(intake_, Partner(a_), &IntakeApi::SaveIntakeAnswer, request);
  }
  static v1::SaveIntakeAnswerRequest To(const std::string& item) {
    v1::SaveIntakeAnswerRequest request;
    request.set_item(item);
    return request;
  }
};

TEST_F(AnIntake, KeepsEveryKindOfAnswer) {
  ASSERT_TRUE(Choose(a_, "kinds", {"other", "a"}).ok());
  ASSERT_TRUE(Choose(a_, "pick", {"y"}).ok());
  auto scale = To("ease");
  scale.set_scale(0);
  ASSERT_TRUE(Give(scale).ok());
  auto number = To("since");
  number.mutable_quantity()->set_amount(3);
  number.mutable_quantity()->set_unit("months");
  ASSERT_TRUE(Give(number).ok());
  auto day = To("day");
  day.set_date("2024-02-29");
  ASSERT_TRUE(Give(day).ok());
  const v1::Intake own = Own(a_);
  EXPECT_THAT(Item(own, "kinds").chosen(), ::testing::ElementsAre("a", "other")) << "in the order of the choices";
  EXPECT_THAT(Item(own, "pick").chosen(), ::testing::ElementsAre("y"));
  EXPECT_TRUE(Item(own, "ease").has_scale());
  EXPECT_EQ(Item(own, "ease").scale(), 0);
  EXPECT_EQ(Item(own, "since").quantity().amount(), 3);
  EXPECT_EQ(Item(own, "since").quantity().unit(), "months");
  EXPECT_EQ(Item(own, "day").date(), "2024-02-29");
  EXPECT_EQ(Read(Therapist(), NameOf(a_))->intake().SerializeAsString(), own.SerializeAsString());
}

TEST_F(AnIntake, RefusesWhatAnswersAnotherQuestion) {
  ASSERT_TRUE(Save(a_, "goals", "words").ok());
  const std::string before = Contents();
  const auto refused = [&](const v1::SaveIntakeAnswerRequest& request) { return FieldOf(Give(request).status()); };
  auto version = To("goals");
  version.set_answer("words");
  version.set_questionnaire_version(2);
  EXPECT_EQ(refused(version), "questionnaire_version");
  auto two = To("ease");
  two.set_scale(3);
  two.set_answer("three");
  EXPECT_EQ(refused(two), "answer");
  auto day = To("day");
  for (const char* text : {"2023-02-29", "29.2.2024", "2024-2-29", "2024", "tomorrow"}) {
    day.set_date(text);
    EXPECT_EQ(refused(day), "date") << text;
  }
  auto unit = To("since");
  unit.mutable_quantity()->set_unit("years");
  EXPECT_EQ(refused(unit), "quantity.unit");
  auto not_asked = To("pick");
  not_asked.add_chosen("x");
  EXPECT_EQ(refused(not_asked), "item");
  auto both = To("goals");
  both.set_answer("words");
  both.set_not_now(true);
  EXPECT_EQ(refused(both), "not_now");
  EXPECT_EQ(Contents(), before);
}

TEST_F(AnIntake, ShowsWhatEarlierAnswersLeadTo) {
  EXPECT_FALSE(Shows(Own(a_), "pick"));
  ASSERT_TRUE(Choose(a_, "kinds", {"other"}).ok());
  ASSERT_TRUE(Choose(a_, "pick", {"x"}).ok());
  ASSERT_TRUE(Save(a_, "deep", "words").ok());
  ASSERT_TRUE(Choose(a_, "kinds", {"a"}).ok());
  EXPECT_FALSE(Shows(Own(a_), "deep"));
  EXPECT_FALSE(Shows(Read(Therapist(), NameOf(a_))->intake(), "deep"));
  ASSERT_TRUE(Choose(a_, "kinds", {"other"}).ok());
  EXPECT_EQ(Item(Own(a_), "deep").answer(), "words") << "kept, had it been a slip";
}

TEST_F(AnIntake, IsRevisedAsAnotherVersionAndNeverEdited) {
  AnswerAll(a_);
  const v1::Intake submitted = Submit(a_)->intake();
  ground_.clock.Advance(absl::Hours(24));
  const auto revised = Revise(a_);
  ASSERT_TRUE(revised.ok()) << revised.status();
  EXPECT_EQ(revised->intake().version(), 2);
  EXPECT_FALSE(revised->intake().has_submitted_at());
  EXPECT_EQ(Item(revised->intake(), "goals").answer(), "words on goals");
  EXPECT_EQ(Revise(a_)->intake().SerializeAsString(), revised->intake().SerializeAsString()) << "open already";
  ASSERT_TRUE(Save(a_, "goals", "other words").ok());
  EXPECT_EQ(Item(Own(a_), "goals").answer(), "other words");
  EXPECT_EQ(Own(a_, 1).SerializeAsString(), submitted.SerializeAsString());
  EXPECT_EQ(Read(Therapist(), NameOf(a_), 1)->intake().SerializeAsString(), submitted.SerializeAsString());
  ASSERT_TRUE(Submit(a_).ok());
  EXPECT_EQ(Own(a_).version(), 2);
  EXPECT_EQ(ReasonOf(Read(Therapist(), NameOf(a_), 3).status()), Reason::kResourceMissing);
}

TEST_F(AnIntake, TakesUpWhatWasLeftAtNotNowAsAnotherVersion) {
  AnswerAll(a_);
  ASSERT_TRUE(Save(a_, "hard_experiences", "", true).ok());
  const v1::Intake submitted = Submit(a_)->intake();
  ASSERT_TRUE(Save(a_, "hard_experiences", "words").ok());
  EXPECT_EQ(Own(a_).version(), 2);
  EXPECT_EQ(Item(Own(a_), "hard_experiences").answer(), "words");
  EXPECT_EQ(Item(Own(a_), "goals").answer(), "words on goals");
  EXPECT_EQ(Own(a_, 1).SerializeAsString(), submitted.SerializeAsString());
}

TEST_F(AnIntake, TakesOneVersionOfRetriedBeginnings) {
  AnswerAll(a_);
  ASSERT_TRUE(Save(a_, "hard_experiences", "", true).ok());
  ASSERT_TRUE(Submit(a_).ok());
  const Uuid id = NewId();
  ASSERT_TRUE(Save(a_, "hard_experiences", "words", false, id).ok());
  ASSERT_TRUE(Save(a_, "hard_experiences", "words", false, id).ok());
  EXPECT_EQ(Own(a_).version(), 2);
}

TEST_F(AnIntake, IsThePartnersOwnAlsoAfterTheyLeft) {
  ASSERT_TRUE(Save(a_, "goals", "words").ok());
  const std::string before_b = Own(b_).SerializeAsString();
  Leave(a_);
  EXPECT_EQ(Item(Read(Therapist(), NameOf(a_))->intake(), "goals").answer(), "words");
  EXPECT_EQ(Own(b_).SerializeAsString(), before_b);
}

TEST_F(AnIntake, KeepsEveryKindSealedAndOfEqualLength) {
  ASSERT_TRUE(Choose(a_, "kinds", {"other"}).ok());
  ASSERT_TRUE(Save(a_, "goals", "", true).ok());
  auto day = To("day");
  day.set_date("2024-02-29");
  ASSERT_TRUE(Give(day).ok());
  const storage::Rows rows = RowsOf("SELECT content FROM adagio_intake.answer WHERE partner_id = ?", {a_});
  ASSERT_EQ(rows.size(), 3u);
  for (const storage::Row& row : rows) EXPECT_EQ(row.Text(0).size(), rows[0].Text(0).size());
}

}  // namespace
}  // namespace adagio::intake
