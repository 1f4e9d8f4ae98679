// Opening, saving, submitting, correcting: what each writes, to whom it is refused, and that a refusal writes nothing.
#include <gtest/gtest.h>

#include "services/progress/api/progress_for_test.h"

namespace adagio::progress {
namespace {

using AnAdministration = ProgressTest;

TEST_F(AnAdministration, IsScoredWhenItIsSubmitted) {
  const std::string name = Started(Partner(a_), a_);
  for (const auto& [item, value] : {std::pair(1, 3), std::pair(2, 2), std::pair(3, 0)}) {
    const auto saved = Save(Partner(a_), name, item, value);
    ASSERT_TRUE(saved.ok()) << saved.status();
    EXPECT_FALSE(saved->administration().has_score());
    EXPECT_TRUE(saved->crisis_text().empty());
  }
  const auto submitted = Submit(Partner(a_), name);
  ASSERT_TRUE(submitted.ok()) << submitted.status();
  EXPECT_EQ(submitted->administration().score().total(), 5);
  EXPECT_TRUE(submitted->administration().has_submitted_at());
  EXPECT_EQ(Get(Partner(a_), name)->administration().SerializeAsString(),
            submitted->administration().SerializeAsString());
}

TEST_F(AnAdministration, KeepsWhatWasSavedUntilItIsTakenUpAgain) {
  const std::string name = Started(Partner(a_), a_);
  ASSERT_TRUE(Save(Partner(a_), name, 1, 3).ok());
  ASSERT_TRUE(Save(Partner(a_), name, 1, 1).ok());
  const v1::ListAdministrationsResponse open = List(Partner(a_));
  ASSERT_EQ(open.administrations_size(), 1);
  EXPECT_EQ(open.administrations(0).name(), name);
  ASSERT_EQ(open.administrations(0).answers_size(), 1);
  EXPECT_EQ(open.administrations(0).answers(0).value(), 1) << "the later answer";
}

TEST_F(AnAdministration, SaysWhoEnteredIt) {
  EXPECT_EQ(Start(Partner(a_), a_)->administration().entry(), v1::ENTRY_BY_PARTNER);
  EXPECT_EQ(Start(Therapist(), a_)->administration().entry(), v1::ENTRY_BY_THERAPIST);
}

TEST_F(AnAdministration, IsNotScoredWhileAnItemIsMissing) {
  const std::string name = Started(Partner(a_), a_);
  ASSERT_TRUE(Save(Partner(a_), name, 1, 3).ok());
  ASSERT_TRUE(Save(Partner(a_), name, 3, 0).ok());
  const std::string before = Contents();
  EXPECT_EQ(ReasonOf(Submit(Partner(a_), name).status()), Reason::kAnswersMissing);
  EXPECT_EQ(Contents(), before);
}

TEST_F(AnAdministration, TakesNoAnswerTheInstrumentDoesNotHave) {
  const std::string name = Started(Partner(a_), a_);
  const std::string before = Contents();
  EXPECT_EQ(FieldOf(Save(Partner(a_), name, 4, 0).status()), "item");
  EXPECT_EQ(FieldOf(Save(Partner(a_), name, 0, 0).status()), "item");
  EXPECT_EQ(FieldOf(Save(Partner(a_), name, 1, 4).status()), "value");
  EXPECT_EQ(FieldOf(Save(Partner(a_), name, 1, -1).status()), "value");
  EXPECT_EQ(FieldOf(Start(Partner(a_), a_, "phq10").status()), "instrument");
  EXPECT_EQ(Contents(), before);
}

TEST_F(AnAdministration, TookPlaceInThePast) {
  v1::StartAdministrationRequest request;
  request.set_partner(NameOf(a_));
  request.set_instrument("mood");
  *request.mutable_occurred_at() = ToWire(ground_.clock.Now() + absl::Seconds(1));
  EXPECT_EQ(FieldOf(Call(&ProgressApi::StartAdministration, Partner(a_), request).status()), "occurred_at");
  *request.mutable_occurred_at() = ToWire(ground_.clock.Now() - absl::Hours(24 * 3660));
  EXPECT_EQ(FieldOf(Call(&ProgressApi::StartAdministration, Partner(a_), request).status()), "occurred_at");
  *request.mutable_occurred_at() = ToWire(ground_.clock.Now() - absl::Hours(24));
  EXPECT_TRUE(Call(&ProgressApi::StartAdministration, Partner(a_), request).ok());
}

TEST_F(AnAdministration, TakesNothingOnceSubmitted) {
  const std::string name = Scored(a_, {1, 1, 0});
  const std::string before = Contents();
  EXPECT_EQ(ReasonOf(Save(Partner(a_), name, 3, 3).status()), Reason::kAlreadyOver);
  EXPECT_EQ(ReasonOf(Submit(Partner(a_), name).status()), Reason::kAlreadyOver);
  EXPECT_EQ(Contents(), before);
}

TEST_F(AnAdministration, IsSubmittedOnceUnderOneRequestId) {
  const std::string name = Started(Partner(a_), a_);
  for (int item = 1; item <= 3; ++item) ASSERT_TRUE(Save(Partner(a_), name, item, 0).ok());
  const Uuid id = ground_.entropy.NewUuid();
  const auto first = Submit(Partner(a_), name, id);
  ASSERT_TRUE(first.ok()) << first.status();
  const auto again = Submit(Partner(a_), name, id);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(ReasonOf(Submit(Partner(a_), Started(Partner(a_), a_), id).status()), Reason::kRequestIdReused);
}

TEST_F(AnAdministration, OfAnotherPartnerLooksLikeNone) {
  const std::string of_b = Scored(b_, {1, 1, 0});
  const std::string none = AdministrationNamed(ground_.entropy.NewUuid());
  EXPECT_EQ(Get(Partner(a_), of_b).status(), Get(Partner(a_), none).status());
  EXPECT_EQ(ReasonOf(Get(Partner(a_), of_b).status()), Reason::kResourceMissing);
  EXPECT_EQ(Save(Partner(a_), of_b, 1, 1).status(), Save(Partner(a_), none, 1, 1).status());
  EXPECT_EQ(Submit(Partner(a_), of_b).status(), Submit(Partner(a_), none).status());
  EXPECT_EQ(Correct(Partner(a_), of_b).status(), Correct(Partner(a_), none).status());
  EXPECT_EQ(Start(Partner(a_), b_).status(), Start(Partner(a_), PartnerId(ground_.entropy.NewUuid())).status());
  EXPECT_EQ(Trajectory(Partner(a_), b_).status(),
            Trajectory(Partner(a_), PartnerId(ground_.entropy.NewUuid())).status());
  EXPECT_EQ(List(Partner(a_)).administrations_size(), 0);
  EXPECT_EQ(List(Partner(a_), NameOf(b_)).administrations_size(), 0);
}

TEST_F(AnAdministration, IsOfThePartnersOfTheUnitAlone) {
  EXPECT_EQ(ReasonOf(Start(Therapist(), other_).status()), Reason::kResourceMissing);
  EXPECT_EQ(ReasonOf(Trajectory(Therapist(), other_).status()), Reason::kResourceMissing);
}

TEST_F(AnAdministration, IsEnteredByWhoeverBeganIt) {
  const std::string by_partner = Started(Partner(a_), a_);
  const std::string by_therapist = Started(Therapist(), a_);
  EXPECT_EQ(ReasonOf(Save(Therapist(), by_partner, 1, 1).status()), Reason::kAccessDenied);
  EXPECT_EQ(ReasonOf(Save(Partner(a_), by_therapist, 1, 1).status()), Reason::kAccessDenied);
  EXPECT_TRUE(Save(Therapist(), by_therapist, 1, 1).ok());
}

TEST_F(AnAdministration, IsBegunOnceThePolicyIsAcknowledged) {
  ground_.AsRoot("UPDATE adagio_spine.practice SET policy_version = 2 WHERE practice_id = ?", {practice_});
  const std::string before = Contents();
  EXPECT_EQ(ReasonOf(Start(Partner(a_), a_).status()), Reason::kPolicyUnacknowledged);
  EXPECT_EQ(ReasonOf(Start(Therapist(), a_).status()), Reason::kPolicyUnacknowledged);
  EXPECT_EQ(Contents(), before);
}

// P4 beside S2: nobody's answer about safety is turned away because a practice has changed its words.
TEST_F(AnAdministration, ThatIsOpenGoesOnWhenThePolicyChangesAndItsSafetyItemStillAlerts) {
  const std::string name = Started(Partner(a_), a_);
  ground_.AsRoot("UPDATE adagio_spine.practice SET policy_version = 2 WHERE practice_id = ?", {practice_});
  const auto saved = Save(Partner(a_), name, 3, 1);
  ASSERT_TRUE(saved.ok()) << saved.status();
  EXPECT_FALSE(saved->crisis_text().empty());
  EXPECT_EQ(StandingHolds(a_), 1);
}

TEST_F(AnAdministration, OfOneWhoLeftIsRefusedWithNothingDone) {
  const std::string name = Started(Therapist(), a_);
  for (int item = 1; item <= 3; ++item) ASSERT_TRUE(Save(Therapist(), name, item, 0).ok());
  const std::string scored = Scored(a_, {1, 1, 0});
  Leave(a_);
  const std::string before = Contents();
  EXPECT_EQ(ReasonOf(Submit(Therapist(), name).status()), Reason::kAlreadyOver);
  EXPECT_EQ(ReasonOf(Save(Therapist(), name, 3, 3).status()), Reason::kAlreadyOver);
  EXPECT_EQ(ReasonOf(Start(Therapist(), a_).status()), Reason::kAlreadyOver);
  EXPECT_EQ(ReasonOf(Correct(Therapist(), scored).status()), Reason::kAlreadyOver);
  EXPECT_EQ(Contents(), before);
  EXPECT_EQ(StandingHolds(a_), 0);
  EXPECT_TRUE(Get(Therapist(), scored).ok()) << "what was scored before stays";
}

TEST_F(AnAdministration, IsCorrectedByAnotherVersionOfIt) {
  const std::string first = Scored(a_, {3, 3, 0});
  const auto opened = Correct(Therapist(), first);
  ASSERT_TRUE(opened.ok()) << opened.status();
  const std::string second = opened->administration().name();
  EXPECT_EQ(opened->administration().number(), 2);
  EXPECT_EQ(opened->administration().answers_size(), 3);
  EXPECT_FALSE(Get(Therapist(), first)->administration().superseded()) << "until the correction is submitted";
  ASSERT_TRUE(Save(Therapist(), second, 1, 1).ok());
  ASSERT_TRUE(Submit(Therapist(), second).ok());
  const v1::Administration before = Get(Therapist(), first)->administration();
  EXPECT_TRUE(before.superseded());
  EXPECT_EQ(before.score().total(), 6) << "never edited";
  const v1::Trajectory trajectory = Trajectory(Therapist(), a_)->trajectory();
  ASSERT_EQ(trajectory.points_size(), 1);
  EXPECT_EQ(trajectory.points(0).score().total(), 4);
}

TEST_F(AnAdministration, IsCorrectedFromItsLatestVersionAlone) {
  const std::string first = Scored(a_, {3, 3, 0});
  const std::string one = Correct(Therapist(), first)->administration().name();
  const std::string two = Correct(Partner(a_), first)->administration().name();
  ASSERT_TRUE(Submit(Therapist(), one).ok());
  EXPECT_EQ(ReasonOf(Submit(Partner(a_), two).status()), Reason::kAlreadyOver) << "another correction came first";
  EXPECT_EQ(ReasonOf(Correct(Therapist(), first).status()), Reason::kAlreadyOver);
  EXPECT_EQ(ReasonOf(Correct(Therapist(), two).status()), Reason::kAlreadyOver) << "it is not submitted";
  EXPECT_EQ(ReasonOf(Correct(Partner(a_), one).status()), Reason::kAccessDenied) << "a therapist entered it";
  EXPECT_TRUE(Correct(Therapist(), one).ok());
}

TEST_F(AnAdministration, ShowsASupervisorItsScoreAlone) {
  const std::string name = Scored(a_, {1, 1, 0});
  const v1::Administration seen = Get(Supervisor(), name)->administration();
  EXPECT_EQ(seen.answers_size(), 0);
  EXPECT_EQ(seen.score().total(), 2);
  EXPECT_EQ(List(Supervisor()).administrations(0).answers_size(), 0);
}

TEST_F(AnAdministration, IsListedInPages) {
  for (int i = 0; i < 3; ++i) Started(Partner(a_), a_);
  Started(Partner(b_), b_);
  const v1::ListAdministrationsResponse first = List(Therapist(), NameOf(a_), 2);
  EXPECT_EQ(first.administrations_size(), 2);
  const v1::ListAdministrationsResponse rest = List(Therapist(), NameOf(a_), 2, first.next_page_token());
  EXPECT_EQ(rest.administrations_size(), 1);
  EXPECT_TRUE(rest.next_page_token().empty());
  EXPECT_EQ(List(Therapist()).administrations_size(), 4);
}

TEST_F(AnAdministration, IsStoredWithoutAReadableAnswer) {
  Scored(a_, {3, 2, 1});
  for (const storage::Row& row : ground_.Rows(
           "SELECT CONCAT(answers, score) FROM adagio_progress.administration WHERE practice_id = ?", {practice_})) {
    EXPECT_EQ(row.Text(0).find("1=3"), std::string::npos);
    EXPECT_EQ(row.Text(0).find("total"), std::string::npos);
  }
}

}  // namespace
}  // namespace adagio::progress
