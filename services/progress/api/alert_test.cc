// A safety item: what happens at its save, who is told, and how clinicians look after it.
#include <gtest/gtest.h>

#include "services/progress/api/progress_for_test.h"

namespace adagio::progress {
namespace {

class AnAlert : public ProgressTest {
 protected:
  // Raised by a_'s answer, in an administration that is not submitted.
  v1::Alert Raised(int value = 1) {
    EXPECT_TRUE(Save(Partner(a_), Started(Partner(a_), a_), 3, value).ok());
    return Alerts(Therapist()).alerts(0);
  }
  absl::StatusOr<v1::AcknowledgeAlertResponse> Acknowledge(const Scope& scope, const std::string& name) {
    v1::AcknowledgeAlertRequest request;
    request.set_alert(name);
    return Call(&ProgressApi::AcknowledgeAlert, scope, request);
  }
  absl::StatusOr<v1::TriageAlertResponse> Triage(const std::string& name, v1::TriageOutcome outcome) {
    v1::TriageAlertRequest request;
    request.set_alert(name);
    request.set_outcome(outcome);
    request.set_reason("talked with them alone");
    return Call(&ProgressApi::TriageAlert, Therapist(), request);
  }
  // As intake lifts a hold.
  void LiftElsewhere() {
    ground_.AsRoot("UPDATE adagio_spine.hold SET lifted_version = 99, lifted_at = '2030-01-01' WHERE practice_id = ?",
                   {practice_});
  }
};

TEST_F(AnAlert, IsRaisedAtItemSaveWithAHoldAndTheCrisisText) {
  const std::string name = Started(Partner(a_), a_);
  const auto saved = Save(Partner(a_), name, 3, 1);
  ASSERT_TRUE(saved.ok()) << saved.status();
  EXPECT_EQ(saved->crisis_text(), std::string(CrisisText()));
  EXPECT_FALSE(saved->administration().has_submitted_at());
  EXPECT_EQ(StandingHolds(a_), 1);
  EXPECT_EQ(StandingHolds(b_), 0);
  EXPECT_EQ(Waiting(Matter::kSafetyAlert).size(), 1u);
  const v1::ListAlertsResponse alerts = Alerts(Therapist());
  ASSERT_EQ(alerts.alerts_size(), 1);
  EXPECT_EQ(alerts.alerts(0).administration(), name);
  EXPECT_EQ(alerts.alerts(0).partner(), NameOf(a_));
  EXPECT_EQ(alerts.alerts(0).answer().item(), 3);
  EXPECT_EQ(alerts.alerts(0).answer().value(), 1);
  EXPECT_EQ(alerts.alerts(0).state(), v1::ALERT_STATE_OPEN);
  EXPECT_TRUE(alerts.alerts(0).hold_stands());
}

TEST_F(AnAlert, IsNotRaisedBelowItsThresholdOrByAnotherItem) {
  const std::string name = Started(Partner(a_), a_);
  EXPECT_TRUE(Save(Partner(a_), name, 3, 0)->crisis_text().empty());
  EXPECT_TRUE(Save(Partner(a_), name, 1, 3)->crisis_text().empty());
  EXPECT_EQ(Alerts(Therapist()).alerts_size(), 0);
  EXPECT_EQ(StandingHolds(a_), 0);
}

TEST_F(AnAlert, IsRaisedByWhatATherapistEntersToo) {
  EXPECT_FALSE(Save(Therapist(), Started(Therapist(), a_), 3, 2)->crisis_text().empty());
  EXPECT_EQ(StandingHolds(a_), 1);
}

TEST_F(AnAlert, StaysWhenTheAnswerIsTakenBack) {
  const std::string name = Started(Partner(a_), a_);
  ASSERT_TRUE(Save(Partner(a_), name, 3, 2).ok());
  ASSERT_TRUE(Save(Partner(a_), name, 3, 0).ok());
  ASSERT_EQ(Alerts(Therapist()).alerts_size(), 1);
  EXPECT_EQ(Alerts(Therapist()).alerts(0).answer().value(), 2);
  EXPECT_EQ(StandingHolds(a_), 1);
}

TEST_F(AnAlert, IsRaisedAgainByAGraverAnswerOnly) {
  const std::string name = Started(Partner(a_), a_);
  ASSERT_TRUE(Save(Partner(a_), name, 3, 2).ok());
  EXPECT_FALSE(Save(Partner(a_), name, 3, 2)->crisis_text().empty()) << "the text is shown each time";
  ASSERT_TRUE(Save(Partner(a_), name, 3, 1).ok());
  EXPECT_EQ(Alerts(Therapist()).alerts_size(), 1);
  ASSERT_TRUE(Save(Partner(a_), name, 3, 3).ok());
  EXPECT_EQ(Alerts(Therapist()).alerts_size(), 2);
  ASSERT_TRUE(Triage(Alerts(Therapist()).alerts(0).name(), v1::TRIAGE_OUTCOME_HOLD_RELEASED).ok());
  ASSERT_TRUE(Triage(Alerts(Therapist()).alerts(1).name(), v1::TRIAGE_OUTCOME_HOLD_RELEASED).ok());
  ASSERT_TRUE(Save(Partner(a_), name, 3, 1).ok());
  EXPECT_EQ(Alerts(Therapist()).alerts_size(), 3) << "what was triaged covers no later answer";
  EXPECT_EQ(StandingHolds(a_), 1);
}

TEST_F(AnAlert, IsRaisedOnceUnderOneRequestId) {
  const std::string name = Started(Partner(a_), a_);
  const Uuid id = ground_.entropy.NewUuid();
  const auto first = Save(Partner(a_), name, 3, 1, id);
  const auto again = Save(Partner(a_), name, 3, 1, id);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(StandingHolds(a_), 1);
}

TEST_F(AnAlert, ShowsOnlyItsCrisisTextToThePartnerAndNothingToTheOther) {
  const std::string name = Started(Partner(a_), a_);
  ASSERT_TRUE(Save(Partner(a_), name, 3, 0).ok());
  const std::string quiet = Get(Partner(a_), name)->administration().SerializeAsString();
  const std::string before_b = List(Partner(b_)).SerializeAsString();
  ASSERT_TRUE(Save(Partner(a_), name, 3, 1).ok());
  ASSERT_TRUE(Save(Partner(a_), name, 3, 0).ok());
  EXPECT_EQ(Get(Partner(a_), name)->administration().SerializeAsString(), quiet);
  EXPECT_EQ(List(Partner(b_)).SerializeAsString(), before_b);
}

TEST_F(AnAlert, ShowsASupervisorNoAnswer) {
  Raised();
  const v1::Alert seen = Alerts(Supervisor()).alerts(0);
  EXPECT_FALSE(seen.has_answer());
  EXPECT_EQ(seen.partner(), NameOf(a_));
}

TEST_F(AnAlert, IsAcknowledgedOnceAndItsHoldStays) {
  const v1::Alert alert = Raised();
  const auto acknowledged = Acknowledge(Supervisor(), alert.name());
  ASSERT_TRUE(acknowledged.ok()) << acknowledged.status();
  EXPECT_EQ(acknowledged->alert().state(), v1::ALERT_STATE_ACKNOWLEDGED);
  EXPECT_EQ(StandingHolds(a_), 1);
  EXPECT_EQ(Waiting(Matter::kSafetyAlert).size(), 1u) << "it still waits for triage";
  EXPECT_EQ(ReasonOf(Acknowledge(Therapist(), alert.name()).status()), Reason::kAlreadyOver);
}

TEST_F(AnAlert, ReleasesItsHoldWithAReason) {
  const v1::Alert alert = Raised();
  const auto triaged = Triage(alert.name(), v1::TRIAGE_OUTCOME_HOLD_RELEASED);
  ASSERT_TRUE(triaged.ok()) << triaged.status();
  EXPECT_EQ(StandingHolds(a_), 0);
  EXPECT_TRUE(Waiting(Matter::kSafetyAlert).empty());
  EXPECT_TRUE(Waiting(Matter::kHeldClearance).empty());
  EXPECT_EQ(triaged->alert().SerializeAsString(), Alerts(Therapist()).alerts(0).SerializeAsString());
  EXPECT_EQ(triaged->alert().reason(), "talked with them alone");
  EXPECT_FALSE(triaged->alert().hold_stands());
  EXPECT_EQ(ReasonOf(Triage(alert.name(), v1::TRIAGE_OUTCOME_HOLD_RELEASED).status()), Reason::kAlreadyOver);
  EXPECT_EQ(ReasonOf(Triage(alert.name(), v1::TRIAGE_OUTCOME_HOLD_KEPT).status()), Reason::kAlreadyOver);
}

TEST_F(AnAlert, KeepsItsHoldUntilAnotherTriage) {
  const v1::Alert alert = Raised();
  ASSERT_TRUE(Triage(alert.name(), v1::TRIAGE_OUTCOME_HOLD_KEPT).ok());
  EXPECT_EQ(StandingHolds(a_), 1);
  EXPECT_TRUE(Waiting(Matter::kSafetyAlert).empty());
  EXPECT_EQ(Waiting(Matter::kHeldClearance), std::vector<Uuid>{a_.uuid()}) << "as for a hold that intake placed";
  EXPECT_EQ(ReasonOf(Triage(alert.name(), v1::TRIAGE_OUTCOME_HOLD_KEPT).status()), Reason::kAlreadyOver);
  ASSERT_TRUE(Triage(alert.name(), v1::TRIAGE_OUTCOME_HOLD_RELEASED).ok());
  EXPECT_EQ(StandingHolds(a_), 0);
  EXPECT_TRUE(Waiting(Matter::kHeldClearance).empty());
}

TEST_F(AnAlert, LeavesAClearanceWaitingThatAnythingElseHolds) {
  const v1::Alert first = Raised();
  Raised(2);
  ASSERT_TRUE(Triage(first.name(), v1::TRIAGE_OUTCOME_HOLD_RELEASED).ok());
  EXPECT_EQ(Waiting(Matter::kHeldClearance), std::vector<Uuid>{a_.uuid()}) << "another hold";
  ASSERT_TRUE(Triage(Alerts(Therapist()).alerts(0).name(), v1::TRIAGE_OUTCOME_HOLD_RELEASED).ok());
  EXPECT_TRUE(Waiting(Matter::kHeldClearance).empty());
  ground_.AsRoot("UPDATE adagio_spine.clearance SET cleared = 0 WHERE practice_id = ?", {practice_});
  const v1::Alert third = Raised(3);
  ASSERT_TRUE(Triage(third.name(), v1::TRIAGE_OUTCOME_HOLD_RELEASED).ok());
  EXPECT_EQ(Waiting(Matter::kHeldClearance), std::vector<Uuid>{a_.uuid()}) << "a screen";
}

TEST_F(AnAlert, StaysOpenWhenIntakeLiftsItsHold) {
  const v1::Alert alert = Raised();
  LiftElsewhere();
  EXPECT_EQ(Alerts(Therapist()).alerts(0).state(), v1::ALERT_STATE_OPEN);
  EXPECT_FALSE(Alerts(Therapist()).alerts(0).hold_stands());
  EXPECT_EQ(Waiting(Matter::kSafetyAlert).size(), 1u);
  EXPECT_EQ(ReasonOf(Triage(alert.name(), v1::TRIAGE_OUTCOME_HOLD_KEPT).status()), Reason::kAlreadyOver);
  ASSERT_TRUE(Triage(alert.name(), v1::TRIAGE_OUTCOME_HOLD_RELEASED).ok());
  EXPECT_TRUE(Waiting(Matter::kSafetyAlert).empty());
  const storage::Rows holds =
      ground_.Rows("SELECT lifted_version FROM adagio_spine.hold WHERE practice_id = ?", {practice_});
  EXPECT_EQ(holds[0].Int(0), 99) << "a hold is lifted once";
}

TEST_F(AnAlert, OfOneWhoLeftCanStillBeTriaged) {
  const v1::Alert alert = Raised();
  Leave(a_);
  EXPECT_TRUE(Triage(alert.name(), v1::TRIAGE_OUTCOME_HOLD_RELEASED).ok());
}

TEST_F(AnAlert, IsOfItsUnitAlone) {
  const v1::Alert alert = Raised();
  const Scope elsewhere = ScopeForTest::Make(practice_, elsewhere_, {Role::kTherapist, therapist_}, "Call");
  EXPECT_EQ(Alerts(elsewhere).alerts_size(), 0);
  EXPECT_EQ(ReasonOf(Acknowledge(elsewhere, alert.name()).status()), Reason::kResourceMissing);
  v1::TriageAlertRequest request;
  request.set_alert(alert.name());
  EXPECT_EQ(FieldOf(Call(&ProgressApi::TriageAlert, Therapist(), request).status()), "outcome");
}

TEST_F(AnAlert, IsStoredWithoutAReadableAnswerOrReason) {
  const v1::Alert alert = Raised();
  ASSERT_TRUE(Triage(alert.name(), v1::TRIAGE_OUTCOME_HOLD_KEPT).ok());
  for (const storage::Row& row :
       ground_.Rows("SELECT content FROM adagio_progress.alert WHERE practice_id = ? UNION ALL"
                    " SELECT reason FROM adagio_progress.alert_act WHERE practice_id = ?",
                    {practice_, practice_})) {
    EXPECT_EQ(row.Text(0).find("mood"), std::string::npos);
    EXPECT_EQ(row.Text(0).find("talked"), std::string::npos);
  }
}

}  // namespace
}  // namespace adagio::progress
