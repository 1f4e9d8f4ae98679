#include <gtest/gtest.h>

#include "services/intake/api/own_intake_for_test.h"

// A practice changes its confidence policy: everybody is asked again.
namespace adagio::intake {
namespace {

using APolicy = OwnIntake;

TEST_F(APolicy, IsThePracticesOwnWordsOnceItPublishedSome) {
  const std::string shipped = Policy(Partner(a_))->text();
  const std::string words(200, 'x');
  const auto published = Publish(1, words);
  ASSERT_TRUE(published.ok()) << published.status();
  EXPECT_EQ(published->policy().version(), 2);
  EXPECT_EQ(Policy(Partner(a_))->SerializeAsString(), published->policy().SerializeAsString());
  EXPECT_EQ(Policy(Therapist())->text().find(words), 0u);
  EXPECT_NE(Policy(Therapist())->text().find("Nobody watches"), std::string::npos);
  EXPECT_EQ(shipped.find(words), std::string::npos);
  const auto seen = Call(intake_, As(Role::kPracticeAdmin, admin_, UnitId()), &IntakeApi::GetPracticePolicy,
                         v1::GetPracticePolicyRequest());
  ASSERT_TRUE(seen.ok()) << seen.status();
  EXPECT_EQ(seen->policy().SerializeAsString(), published->policy().SerializeAsString());
}

TEST_F(APolicy, AsksEveryPartnerAgainAndNobodyForAnother) {
  for (const PartnerId& partner : {a_, b_}) ASSERT_TRUE(Acknowledge(partner).ok());
  ASSERT_TRUE(Save(a_, "goals", "words").ok());
  ASSERT_TRUE(Publish(1).ok());
  for (const PartnerId& partner : {a_, b_}) {
    EXPECT_EQ(ReasonOf(Save(partner, "triggers", "words").status()), Reason::kPolicyUnacknowledged);
    EXPECT_FALSE(Own(partner).policy_acknowledged());
    EXPECT_FALSE(Policy(Partner(partner))->has_acknowledged_at());
  }
  ASSERT_TRUE(Acknowledge(a_, 2).ok());
  EXPECT_TRUE(Save(a_, "triggers", "words").ok());
  EXPECT_TRUE(Own(a_).policy_acknowledged());
  EXPECT_EQ(ReasonOf(Save(b_, "triggers", "words").status()), Reason::kPolicyUnacknowledged);
}

TEST_F(APolicy, LeavesWhatWasSharedSharedAndLetsItBeTakenBack) {
  ASSERT_TRUE(Acknowledge(a_).ok());
  ASSERT_TRUE(Save(a_, "goals", "words").ok());
  v1::ShareIntakeAnswerRequest share;
  share.set_item("goals");
  ASSERT_TRUE(Call(intake_, Partner(a_), &IntakeApi::ShareIntakeAnswer, share).ok());
  ASSERT_TRUE(Publish(1).ok());
  EXPECT_TRUE(Item(Own(a_), "goals").shared());
  EXPECT_EQ(ReasonOf(Call(intake_, Partner(a_), &IntakeApi::ShareIntakeAnswer, share).status()),
            Reason::kPolicyUnacknowledged);
  v1::UnshareIntakeAnswerRequest unshare;
  unshare.set_item("goals");
  EXPECT_TRUE(Call(intake_, Partner(a_), &IntakeApi::UnshareIntakeAnswer, unshare).ok());
  EXPECT_FALSE(Item(Own(a_), "goals").shared());
}

TEST_F(APolicy, IsReplacedByWhoReadTheOneInForce) {
  ASSERT_TRUE(Publish(1).ok());
  const std::string before = Contents();
  EXPECT_EQ(ReasonOf(Publish(1).status()), Reason::kEtagMismatch);
  EXPECT_EQ(ReasonOf(Publish(3).status()), Reason::kEtagMismatch);
  EXPECT_EQ(Contents(), before);
  const Uuid id = NewId();
  ASSERT_TRUE(Publish(2, std::string(100, 'y'), id).ok());
  EXPECT_EQ(Publish(2, std::string(100, 'y'), id)->policy().version(), 3) << "one id, one version";
}

TEST_F(APolicy, OfOnePracticeIsNoOthers) {
  const PracticeId other = AddPractice();
  ASSERT_TRUE(Publish(1).ok());
  practice_ = other;
  EXPECT_EQ(Policy(As(Role::kTherapist, therapist_, UnitId()))->version(), 1);
}

}  // namespace
}  // namespace adagio::intake
