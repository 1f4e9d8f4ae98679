#include "services/intake/domain/own_intake.h"

#include <gtest/gtest.h>

#include "services/intake/domain/questionnaire.h"
#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

Answer Said(absl::string_view item, absl::string_view text) {
  return Answer{std::string(item), Sensitive<std::string>(std::string(text)), false};
}

Answer NotNow(absl::string_view item) { return Answer{std::string(item), Sensitive<std::string>(""), true}; }

Intake Open() {
  Intake intake;
  intake.policy_acknowledged = true;
  return intake;
}

Intake Complete() {
  Intake intake = Open();
  for (const Question& question : Questionnaire()) {
    if (question.required) intake.answers.push_back(Said(question.key, "words"));
  }
  return intake;
}

TEST(CheckSave, TakesAnAnswerOrNotNowToEveryItem) {
  for (const Question& question : Questionnaire()) {
    EXPECT_TRUE(CheckSave(Open(), Said(question.key, "words")).ok());
    EXPECT_TRUE(CheckSave(Open(), NotNow(question.key)).ok());
  }
}

TEST(CheckSave, RefusesUnknownItems) { EXPECT_EQ(FieldOf(CheckSave(Open(), Said("nothing", "words"))), "item"); }

TEST(CheckSave, RefusesAnAnswerThatSaysNothing) {
  EXPECT_EQ(FieldOf(CheckSave(Open(), Said("goals", ""))), "answer");
  EXPECT_EQ(FieldOf(CheckSave(Open(), Said("goals", " \n\t"))), "answer");
}

TEST(CheckSave, WritesNothingPrivateBeforeThePolicyIsAcknowledged) {
  EXPECT_EQ(ReasonOf(CheckSave(Intake(), Said("goals", "words"))), Reason::kPolicyUnacknowledged);
  EXPECT_EQ(ReasonOf(CheckSave(Intake(), NotNow("goals"))), Reason::kPolicyUnacknowledged);
}

TEST(CheckSave, TakesWhatWasLeftAtNotNowAfterTheRestWasSubmittedAndOnlyThat) {
  Intake intake = Complete();
  intake.answers.push_back(NotNow("hard_experiences"));
  intake.submitted_at = absl::UnixEpoch();
  EXPECT_TRUE(CheckSave(intake, Said("hard_experiences", "words")).ok());
  EXPECT_TRUE(CheckSave(intake, NotNow("hard_experiences")).ok());
  EXPECT_EQ(ReasonOf(CheckSave(intake, Said("goals", "other words"))), Reason::kAlreadyOver);
  EXPECT_EQ(ReasonOf(CheckSave(intake, Said("body_memories", "words"))), Reason::kAlreadyOver) << "never answered";
  intake.policy_acknowledged = false;
  EXPECT_EQ(ReasonOf(CheckSave(intake, Said("hard_experiences", "words"))), Reason::kPolicyUnacknowledged);
}

TEST(CheckSave, IsOverOnceSubmitted) {
  Intake intake = Open();
  intake.submitted_at = absl::UnixEpoch();
  EXPECT_EQ(ReasonOf(CheckSave(intake, Said("goals", "words"))), Reason::kAlreadyOver);
}

TEST(CheckSubmit, NeedsEveryRequiredItem) {
  EXPECT_TRUE(CheckSubmit(Complete()).ok());
  for (size_t missing = 0; missing < Complete().answers.size(); ++missing) {
    Intake intake = Complete();
    intake.answers.erase(intake.answers.begin() + missing);
    EXPECT_EQ(FieldOf(CheckSubmit(intake)), "item") << missing;
  }
}

TEST(CheckSubmit, CountsNotNowAsAFullAnswer) {
  Intake intake = Complete();
  for (Answer& answer : intake.answers) answer = NotNow(answer.item);
  EXPECT_TRUE(CheckSubmit(intake).ok());
}

TEST(CheckSubmit, IsRefusedBeforeThePolicyAndAfterSubmitting) {
  Intake intake = Complete();
  intake.policy_acknowledged = false;
  EXPECT_EQ(ReasonOf(CheckSubmit(intake)), Reason::kPolicyUnacknowledged);
  intake = Complete();
  intake.submitted_at = absl::UnixEpoch();
  EXPECT_EQ(ReasonOf(CheckSubmit(intake)), Reason::kAlreadyOver);
}

}  // namespace
}  // namespace adagio::intake
