// An alert that nobody looks after goes on to a backup, who gets at that alert alone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "services/progress/api/escalation_api.h"
#include "services/progress/api/progress_for_test.h"

namespace adagio::progress {
namespace {

class AnEscalation : public ProgressTest {
 protected:
  void SetUp() override {
    ProgressTest::SetUp();
    Name({first_, second_});
    EXPECT_TRUE(Save(Partner(a_), Started(Partner(a_), a_), 3, 1).ok());
    alert_ = Alerts(Therapist()).alerts(0).name();
  }
  // As the directory names backups, two hours each.
  void Name(const std::vector<Uuid>& backups) {
    ++version_;
    ground_.AsRoot("INSERT INTO adagio_directory.alert_policy VALUES (?, ?, 7200, ?, '2026-01-01')",
                   {practice_, version_, first_});
    for (size_t i = 0; i < backups.size(); ++i) {
      ground_.AsRoot("INSERT INTO adagio_directory.alert_backup VALUES (?, ?, ?, ?)",
                     {practice_, version_, static_cast<int64_t>(i), backups[i]});
    }
  }
  void Pass(absl::Duration by) {
    ground_.clock.Advance(by);
    const absl::Status swept = escalations_.Sweep();
    EXPECT_TRUE(swept.ok()) << swept;
  }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(absl::StatusOr<Response> (EscalationApi::*method)(const rpc::Authorized<Request>&),
                               const Scope& scope, const Request& request) {
    const RequestKey key{ground_.entropy.NewUuid(), request.SerializeAsString()};
    return (escalation_api_.*method)(rpc::AuthorizedForTest<Request>::Make(request, scope, key));
  }
  // The alerts that wait for `backup`.
  std::vector<std::string> WaitingFor(const Uuid& backup) {
    const Scope scope = ScopeForTest::Make(practice_, UnitId(), {Role::kTherapist, backup}, "List");
    const auto listed = Ask(&EscalationApi::ListEscalatedAlerts, scope, v1::ListEscalatedAlertsRequest());
    EXPECT_TRUE(listed.ok()) << listed.status();
    std::vector<std::string> names;
    const v1::ListEscalatedAlertsResponse all = listed.value_or(v1::ListEscalatedAlertsResponse());
    for (const v1::EscalatedAlert& alert : all.alerts()) names.push_back(alert.alert());
    return names;
  }
  absl::StatusOr<v1::GetEscalatedAlertResponse> Get(const Scope& scope) {
    v1::GetEscalatedAlertRequest request;
    request.set_alert(alert_);
    return Ask(&EscalationApi::GetEscalatedAlert, scope, request);
  }
  absl::StatusOr<v1::AcknowledgeEscalatedAlertResponse> Acknowledge(const Scope& scope) {
    v1::AcknowledgeEscalatedAlertRequest request;
    request.set_alert(alert_);
    return Ask(&EscalationApi::AcknowledgeEscalatedAlert, scope, request);
  }
  absl::StatusOr<v1::TriageEscalatedAlertResponse> Triage(const Scope& scope) {
    v1::TriageEscalatedAlertRequest request;
    request.set_alert(alert_);
    request.set_outcome(v1::TRIAGE_OUTCOME_HOLD_RELEASED);
    request.set_reason("talked with them alone");
    return Ask(&EscalationApi::TriageEscalatedAlert, scope, request);
  }
  Scope Backup(const Uuid& id) const { return As(Role::kTherapist, id); }
  int Told() {
    return static_cast<int>(
        ground_
            .Rows("SELECT 1 FROM adagio_events.outbox WHERE practice_id = ? AND type = 'alert.escalated'", {practice_})
            .size());
  }

  const Uuid first_ = ground_.entropy.NewUuid(), second_ = ground_.entropy.NewUuid();
  int version_ = 0;
  std::string alert_;
  UnitOfWork housekeeping_{{.writes = pool_,
                            .clock = ground_.clock,
                            .entropy = ground_.entropy,
                            .keys = *ground_.keys,
                            .trail = *ground_.trail}};
  const EscalationStore escalation_store_{};
  Escalations escalations_{{.units = housekeeping_,
                            .reads = pool_,
                            .store = escalation_store_,
                            .clock = ground_.clock,
                            .entropy = ground_.entropy,
                            .scope_of = [](const PracticeId& practice, const UnitId& unit) {
                              return ScopeForTest::Make(practice, unit, {}, "Escalate");
                            }}};
  const AlertStore alert_store_{*ground_.keys};
  EscalationApi escalation_api_{{.units = housekeeping_,
                                 .reads = pool_,
                                 .alerts = alert_store_,
                                 .store = escalation_store_,
                                 .escalations = escalations_,
                                 .keys = *ground_.keys}};
};

using testing::ElementsAre;
using testing::IsEmpty;

TEST_F(AnEscalation, ComesWhenNobodyAcknowledgedInTimeAndGoesOnOnce) {
  Pass(absl::Hours(2) - absl::Seconds(1));
  EXPECT_THAT(WaitingFor(first_), IsEmpty());
  EXPECT_EQ(Told(), 0);
  Pass(absl::Seconds(1));
  Pass(absl::Minutes(1));
  EXPECT_EQ(Told(), 1);
  EXPECT_THAT(WaitingFor(first_), ElementsAre(alert_));
  EXPECT_THAT(WaitingFor(second_), IsEmpty());
  Pass(absl::Hours(2));
  EXPECT_EQ(Told(), 2);
  EXPECT_THAT(WaitingFor(second_), ElementsAre(alert_));
  Pass(absl::Hours(200));
  EXPECT_EQ(Told(), 2);
}

TEST_F(AnEscalation, IsThereForWhoListsAlsoBeforeAnySweep) {
  ground_.clock.Advance(absl::Hours(3));
  EXPECT_THAT(WaitingFor(first_), ElementsAre(alert_));
}

TEST_F(AnEscalation, DoesNotComeOnceSomebodySaidThatTheySawIt) {
  v1::AcknowledgeAlertRequest request;
  request.set_alert(alert_);
  ASSERT_TRUE(Call(&ProgressApi::AcknowledgeAlert, Therapist(), request).ok());
  Pass(absl::Hours(300));
  EXPECT_THAT(WaitingFor(first_), IsEmpty());
  EXPECT_EQ(ReasonOf(Get(Backup(first_)).status()), Reason::kResourceMissing);
}

TEST_F(AnEscalation, LetsABackupSeeAndTriageThatAlertAndNothingAfterIt) {
  EXPECT_EQ(ReasonOf(Get(Backup(first_)).status()), Reason::kResourceMissing) << "not yet theirs";
  Pass(absl::Hours(2));
  const auto seen = Get(Backup(first_));
  ASSERT_TRUE(seen.ok()) << seen.status();
  EXPECT_EQ(seen->alert().SerializeAsString(), Alerts(Therapist()).alerts(0).SerializeAsString());
  EXPECT_FALSE(Get(As(Role::kSupervisor, first_))->alert().has_answer()) << "as for any supervisor";
  ASSERT_TRUE(Acknowledge(Backup(first_)).ok());
  EXPECT_EQ(ReasonOf(Acknowledge(Backup(first_)).status()), Reason::kAlreadyOver);
  Pass(absl::Hours(10));
  EXPECT_THAT(WaitingFor(second_), IsEmpty()) << "somebody looks after it";
  const auto triaged = Triage(Backup(first_));
  ASSERT_TRUE(triaged.ok()) << triaged.status();
  EXPECT_EQ(triaged->alert().state(), v1::ALERT_STATE_TRIAGED);
  EXPECT_EQ(StandingHolds(a_), 0);
  EXPECT_THAT(WaitingFor(first_), IsEmpty());
  EXPECT_EQ(ReasonOf(Get(Backup(first_)).status()), Reason::kResourceMissing);
  EXPECT_EQ(ReasonOf(Triage(Backup(first_)).status()), Reason::kResourceMissing);
}

TEST_F(AnEscalation, OpensNothingToAnybodyElse) {
  Pass(absl::Hours(2));
  for (const Uuid& other : {second_, therapist_, ground_.entropy.NewUuid()}) {
    EXPECT_EQ(ReasonOf(Get(Backup(other)).status()), Reason::kResourceMissing);
    EXPECT_EQ(ReasonOf(Acknowledge(Backup(other)).status()), Reason::kResourceMissing);
    EXPECT_EQ(ReasonOf(Triage(Backup(other)).status()), Reason::kResourceMissing);
  }
  const Scope elsewhere =
      ScopeForTest::Make(practice_, UnitId(ground_.entropy.NewUuid()), {Role::kTherapist, first_}, "Get");
  EXPECT_EQ(ReasonOf(Get(elsewhere).status()), Reason::kResourceMissing) << "under another unit's name";
  EXPECT_EQ(ReasonOf(Acknowledge(elsewhere).status()), Reason::kResourceMissing) << "of a unit that is not there";
  EXPECT_EQ(ReasonOf(Triage(elsewhere).status()), Reason::kResourceMissing);
  EXPECT_EQ(StandingHolds(a_), 1);
}

TEST_F(AnEscalation, GoesByTheBackupsOfNow) {
  const Uuid third = ground_.entropy.NewUuid();
  Name({third});
  Pass(absl::Hours(2));
  EXPECT_THAT(WaitingFor(third), ElementsAre(alert_));
  EXPECT_THAT(WaitingFor(first_), IsEmpty());
}

TEST_F(AnEscalation, PassesOverWhoTreatsTheUnit) {
  ground_.AsRoot(
      "INSERT INTO adagio_spine.relation (practice_id, unit_id, principal_id, kind, started_version, started_at)"
      " VALUES (?, ?, ?, 2, 1, '2026-01-01')",
      {practice_, unit_, first_});
  Pass(absl::Hours(2));
  EXPECT_THAT(WaitingFor(first_), IsEmpty());
  EXPECT_THAT(WaitingFor(second_), ElementsAre(alert_));
}

TEST_F(AnEscalation, HasOneEffectHoweverManySweepAtOnce) {
  ground_.clock.Advance(absl::Hours(2));
  std::vector<std::thread> sweeps;
  for (int i = 0; i < 4; ++i) sweeps.emplace_back([this] { EXPECT_TRUE(escalations_.Sweep().ok()); });
  for (std::thread& sweep : sweeps) sweep.join();
  EXPECT_EQ(Told(), 1);
  EXPECT_THAT(WaitingFor(first_), ElementsAre(alert_));
}

TEST_F(AnEscalation, IsOnRecordAsTheServersOwn) {
  Pass(absl::Hours(2));
  EXPECT_EQ(ground_
                .Rows("SELECT 1 FROM adagio_spine.request WHERE practice_id = ? AND principal_id = REPEAT(CHAR(0), 16)",
                      {practice_})
                .size(),
            1u);
}

}  // namespace
}  // namespace adagio::progress
