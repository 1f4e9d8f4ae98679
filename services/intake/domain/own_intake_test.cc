#include "services/intake/domain/own_intake.h"

#include <gtest/gtest.h>

#include "services/intake/domain/questionnaire_for_test.h"
#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

const Questionnaire& Small() {
  static const Questionnaire& small = *new Questionnaire(SmallQuestionnaire());
  return small;
}

Answer To(const std::string& item, Value value) { return {item, Sensitive<Value>(std::move(value)), false}; }
Answer Said(const std::string& item, const char* text = "words") { return To(item, Words(text)); }
Answer NotNow(const std::string& item) { return {item, {}, true}; }

Intake Open() {
  Intake intake;
  intake.version = 1;
  intake.questionnaire = 1;
  intake.policy_acknowledged = true;
  return intake;
}

Intake Complete() {
  Intake intake = Open();
  intake.answers = {Said("goals"), Said("triggers")};
  return intake;
}

Intake Submitted() {
  Intake intake = Complete();
  intake.submitted_at = absl::UnixEpoch();
  return intake;
}

TEST(CheckSave, RefusesUnknownItemsAndWhatDoesNotAnswerThem) {
  EXPECT_EQ(FieldOf(CheckSave(Open(), Small(), Said("nothing"))), "item");
  EXPECT_EQ(FieldOf(CheckSave(Open(), Small(), Said("goals", " "))), "answer");
  EXPECT_EQ(FieldOf(CheckSave(Open(), Small(), Said("ease"))), "scale");
}

TEST(CheckSave, RefusesAnItemThatIsNotAsked) {
  EXPECT_EQ(FieldOf(CheckSave(Open(), Small(), To("pick", Chosen{"x"}))), "item");
  EXPECT_EQ(FieldOf(CheckSave(Open(), Small(), NotNow("pick"))), "item");
  Intake asked = Open();
  asked.answers = {To("kinds", Chosen{"other"})};
  EXPECT_TRUE(CheckSave(asked, Small(), To("pick", Chosen{"x"})).ok());
}

TEST(CheckSave, WritesNothingPrivateBeforeThePolicyIsAcknowledged) {
  EXPECT_EQ(ReasonOf(CheckSave(Intake(), Small(), Said("goals"))), Reason::kPolicyUnacknowledged);
  EXPECT_EQ(ReasonOf(CheckSave(Intake(), Small(), NotNow("goals"))), Reason::kPolicyUnacknowledged);
  EXPECT_EQ(ReasonOf(CheckRevise(Intake())), Reason::kPolicyUnacknowledged);
  EXPECT_EQ(ReasonOf(CheckShare(Intake(), Small(), "goals")), Reason::kPolicyUnacknowledged);
}

TEST(CheckSave, TakesWhatWasLeftAtNotNowAfterTheRestWasSubmittedAndOnlyThat) {
  Intake intake = Submitted();
  intake.answers.push_back(NotNow("hard_experiences"));
  EXPECT_TRUE(CheckSave(intake, Small(), Said("hard_experiences")).ok());
  EXPECT_TRUE(CheckSave(intake, Small(), NotNow("hard_experiences")).ok());
  EXPECT_EQ(ReasonOf(CheckSave(intake, Small(), Said("goals", "other words"))), Reason::kAlreadyOver);
  EXPECT_EQ(ReasonOf(CheckSave(intake, Small(), To("ease", Scale{3}))), Reason::kAlreadyOver) << "never answered";
  intake.policy_acknowledged = false;
  EXPECT_EQ(ReasonOf(CheckSave(intake, Small(), Said("hard_experiences"))), Reason::kPolicyUnacknowledged);
}

TEST(CheckSubmit, NeedsEveryRequiredItemThatIsAsked) {
  EXPECT_TRUE(CheckSubmit(Complete(), Small()).ok());
  for (size_t missing = 0; missing < Complete().answers.size(); ++missing) {
    Intake intake = Complete();
    intake.answers.erase(intake.answers.begin() + missing);
    EXPECT_EQ(FieldOf(CheckSubmit(intake, Small())), "item") << missing;
  }
  Intake led = Complete();
  led.answers.push_back(To("kinds", Chosen{"other"}));
  EXPECT_EQ(FieldOf(CheckSubmit(led, Small())), "item") << "pick is asked now";
  led.answers.push_back(NotNow("pick"));
  EXPECT_TRUE(CheckSubmit(led, Small()).ok());
}

TEST(CheckSubmit, CountsNotNowAsAFullAnswer) {
  Intake intake = Complete();
  for (Answer& answer : intake.answers) answer = NotNow(answer.item);
  EXPECT_TRUE(CheckSubmit(intake, Small()).ok());
}

TEST(CheckSubmit, IsRefusedBeforeThePolicyAndAfterSubmitting) {
  Intake intake = Complete();
  intake.policy_acknowledged = false;
  EXPECT_EQ(ReasonOf(CheckSubmit(intake, Small())), Reason::kPolicyUnacknowledged);
  EXPECT_EQ(ReasonOf(CheckSubmit(Submitted(), Small())), Reason::kAlreadyOver);
}

TEST(Next, IsOpenWithTheAnswersThatStillAnswerIt) {
  Questionnaire later = SmallQuestionnaire(2);
  std::erase_if(later.questions, [](const Question& question) { return question.key == "triggers"; });
  Intake submitted = Submitted();
  submitted.shared = {"goals"};
  const Intake next = Next(submitted, later);
  EXPECT_EQ(next.version, 2);
  EXPECT_EQ(next.questionnaire, 2);
  EXPECT_FALSE(next.submitted_at.has_value());
  ASSERT_EQ(next.answers.size(), 1u);
  EXPECT_TRUE(Same(next.answers[0], Said("goals")));
  EXPECT_EQ(next.shared, submitted.shared);
}

TEST(Sharing, IsOfAnAnswerToAnItemThatMayBeShared) {
  Intake intake = Complete();
  EXPECT_TRUE(CheckShare(intake, Small(), "goals").ok());
  EXPECT_EQ(FieldOf(CheckShare(intake, Small(), "triggers")), "item") << "private";
  EXPECT_EQ(FieldOf(CheckShare(intake, Small(), "nothing")), "item");
  EXPECT_EQ(FieldOf(CheckShare(intake, Small(), "deep")), "item") << "not asked";
  intake.answers[0] = NotNow("goals");
  EXPECT_EQ(FieldOf(CheckShare(intake, Small(), "goals")), "item") << "nothing is said";
  EXPECT_EQ(FieldOf(CheckShare(Open(), Small(), "goals")), "item");
}

TEST(Sharing, EndsWhenTheAnswerChangesAndNotWhenItIsTypedAgain) {
  Intake intake = Complete();
  intake.shared = {"goals"};
  EXPECT_EQ(Save(intake, Small(), Said("goals")).shared.count("goals"), 1u);
  EXPECT_EQ(Save(intake, Small(), Said("triggers", "other")).shared.count("goals"), 1u);
  EXPECT_EQ(Save(intake, Small(), Said("goals", "other words")).shared.count("goals"), 0u);
  EXPECT_EQ(Save(intake, Small(), NotNow("goals")).shared.count("goals"), 0u);
}

TEST(Sharing, EndsWhenItsItemIsNoLongerAsked) {
  Intake intake = Complete();
  intake.answers = {To("kinds", Chosen{"other"}), To("pick", Chosen{"x"}), Said("deep")};
  intake.shared = {"deep"};
  EXPECT_EQ(Save(intake, Small(), To("kinds", Chosen{"a", "other"})).shared.count("deep"), 1u);
  EXPECT_EQ(Save(intake, Small(), To("kinds", Chosen{"a"})).shared.count("deep"), 0u);
}

TEST(Sharing, ReachesOnceBothCouldDoJointWorkAndWhileBothAreMembers) {
  const PartnerId one(Uuid::FromBytes("one.............")), other(Uuid::FromBytes("other..........."));
  Apart apart;
  apart.Add(other, 5, Apart::kStill);
  EXPECT_TRUE(Reaches(apart, {one, false}, {other, false}, 4));
  EXPECT_FALSE(Reaches(apart, {one, false}, {other, false}, 5));
  EXPECT_FALSE(Reaches(apart, {one, true}, {other, false}, 4));
  EXPECT_FALSE(Reaches(apart, {one, false}, {other, true}, 4));
}

}  // namespace
}  // namespace adagio::intake
