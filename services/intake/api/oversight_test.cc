#include <gtest/gtest.h>

#include "services/intake/api/screening_for_test.h"

// Thresholds that a practice sets, who stands behind a plan, and looking back.
namespace adagio::intake {
namespace {

class Oversight : public Screening {
 protected:
  Scope Supervisor() const { return As(Role::kSupervisor, supervisor_, UnitId()); }
  absl::StatusOr<v1::SetScreenThresholdsResponse> Set(int total, int sexual) {
    v1::SetScreenThresholdsRequest request;
    request.set_instrument(v1::VIOLENCE_INSTRUMENT_EHITS);
    request.set_total_least(total);
    request.set_sexual_least(sexual);
    request.set_reason("decided together");
    return Call(screening_, Supervisor(), &ScreeningApi::SetScreenThresholds, request);
  }
  v1::ScreenRules Ehits() {
    const auto got = Call(screening_, Therapist(), &ScreeningApi::GetScreenRules, v1::GetScreenRulesRequest());
    EXPECT_TRUE(got.ok()) << got.status();
    return got->rules(0);
  }
  // The five items, of which the first has this value and the others are "never".
  absl::StatusOr<v1::RecordViolenceScreenResponse> EhitsScreen(int first) {
    return Record(*OpenSitting(NameOf(a_)), {{1, first}, {2, 1}, {3, 1}, {4, 1}, {5, 1}},
                  v1::VIOLENCE_INSTRUMENT_EHITS);
  }
  void Supervise(const Uuid& therapist, const char* ended = nullptr) {
    AsRoot(
        "INSERT INTO adagio_directory.supervision (practice_id, therapist_id, supervisor_id, started_at, ended_at)"
        " VALUES (?, ?, ?, '2020-01-01', ?)",
        {practice_, therapist, supervisor_, ended == nullptr ? storage::Value(nullptr) : storage::Value(ended)});
  }
  absl::StatusOr<v1::RecordSafetyPlanResponse> PlanWith(const Uuid& supervisor) {
    v1::RecordSafetyPlanRequest request;
    request.set_partner(NameOf(a_));
    request.set_reason("the reason for the plan");
    request.set_supervisor(rpc::ClinicianName(practice_, ClinicianId(supervisor)));
    return Call(screening_, Therapist(), &ScreeningApi::RecordSafetyPlan, request);
  }
  v1::ListSafetyActsResponse Acts(int size = 0, const std::string& token = "") {
    v1::ListSafetyActsRequest request;
    request.set_page_size(size);
    request.set_page_token(token);
    const auto got =
        Call(screening_, As(Role::kSupervisor, supervisor_, unit_), &ScreeningApi::ListSafetyActs, request);
    EXPECT_TRUE(got.ok()) << got.status();
    return got.value_or(v1::ListSafetyActsResponse());
  }

  const Uuid supervisor_ = NewId();
};

TEST_F(Oversight, ThresholdsShipWithTheirSourceAndStatus) {
  const v1::ScreenRules rules = Ehits();
  EXPECT_EQ(rules.total_least(), 7);
  EXPECT_EQ(rules.shipped_total().least(), 7);
  EXPECT_EQ(rules.shipped_total().status(), "verified");
  EXPECT_EQ(rules.shipped_sexual().status(), "unverified");
  EXPECT_FALSE(rules.has_set_at());
}

TEST_F(Oversight, ThresholdsAreSetMoreSensitiveAndBackAndNeverLess) {
  const std::string before = Contents();
  EXPECT_EQ(FieldOf(Set(8, 2).status()), "total_least");
  EXPECT_EQ(FieldOf(Set(7, 3).status()), "sexual_least");
  EXPECT_EQ(Contents(), before);
  ASSERT_TRUE(Set(6, 2).ok());
  EXPECT_EQ(Ehits().total_least(), 6);
  EXPECT_EQ(Ehits().shipped_total().least(), 7);
  EXPECT_EQ(Ehits().reason(), "decided together");
  EXPECT_EQ(EhitsScreen(2)->result(), v1::SCREEN_RESULT_POSITIVE);
  ASSERT_TRUE(Set(7, 2).ok());
  EXPECT_EQ(EhitsScreen(2)->result(), v1::SCREEN_RESULT_NEGATIVE);
  EXPECT_EQ(RowsOf("SELECT 1 FROM adagio_intake.screen_threshold WHERE practice_id = ?", {practice_}).size(), 2u);
}

TEST_F(Oversight, AScreenKeepsTheReadingItHadAndSaysWhenItWouldBeGraver) {
  ASSERT_TRUE(EhitsScreen(2).ok());
  ASSERT_TRUE(IsCleared(a_));
  EXPECT_FALSE(Clearances().partners(0).graver_now());
  ASSERT_TRUE(Set(6, 2).ok());
  EXPECT_TRUE(IsCleared(a_));
  EXPECT_TRUE(Clearances().partners(0).graver_now());
  EXPECT_FALSE(Clearances().partners(1).graver_now());
  ASSERT_TRUE(EhitsScreen(2).ok());
  EXPECT_FALSE(IsCleared(a_));
  EXPECT_FALSE(Clearances().partners(0).graver_now());
  ASSERT_TRUE(Set(7, 2).ok());
  EXPECT_FALSE(IsCleared(a_)) << "what was positive is not undone by a threshold";
  EXPECT_EQ(Clearances().partners(0).screen(), v1::SCREEN_RESULT_POSITIVE);
}

TEST_F(Oversight, ThresholdsOfOnePracticeAreNoOthers) {
  ASSERT_TRUE(Set(6, 2).ok());
  practice_ = AddPractice();
  EXPECT_EQ(Ehits().total_least(), 7);
}

TEST_F(Oversight, ACompleteScreenIsNotReplacedInItsSitting) {
  const std::string sitting = *OpenSitting(NameOf(a_));
  ASSERT_TRUE(Record(sitting, kPositive).ok());
  const std::string before = Contents();
  EXPECT_EQ(ReasonOf(Record(sitting, kNegative).status()), Reason::kAlreadyOver);
  EXPECT_EQ(ReasonOf(Record(sitting, kPositive).status()), Reason::kAlreadyOver);
  EXPECT_EQ(Contents(), before);
  EXPECT_TRUE(Record(sitting, {{1, 1}, {2, 1}, {3, 1}, {4, 1}, {5, 1}}, v1::VIOLENCE_INSTRUMENT_EHITS).ok())
      << "another instrument";
  EXPECT_TRUE(Screen(a_, kNegative).ok()) << "another sitting";
}

TEST_F(Oversight, APlanIsStoodBehindByWhoSupervisesItsAuthorNow) {
  ASSERT_TRUE(Screen(a_, kSexual).ok());
  EXPECT_EQ(FieldOf(PlanWith(supervisor_).status()), "supervisor") << "of nobody";
  Supervise(NewId());
  EXPECT_EQ(FieldOf(PlanWith(supervisor_).status()), "supervisor") << "of somebody else";
  EXPECT_EQ(FieldOf(PlanWith(therapist_).status()), "supervisor") << "of themselves";
  Supervise(therapist_);
  const auto plan = PlanWith(supervisor_);
  ASSERT_TRUE(plan.ok()) << plan.status();
  EXPECT_TRUE(IsCleared(a_));
  EXPECT_EQ(plan->clearance().plan_supervisor(), rpc::ClinicianName(practice_, ClinicianId(supervisor_)));
  EXPECT_EQ(Clearances(Role::kSupervisor).partners(0).SerializeAsString(), plan->clearance().SerializeAsString());
}

TEST_F(Oversight, AnEndedSupervisionStandsBehindNothing) {
  ASSERT_TRUE(Screen(a_, kSexual).ok());
  Supervise(therapist_, "2020-02-01");
  EXPECT_EQ(FieldOf(PlanWith(supervisor_).status()), "supervisor");
  EXPECT_FALSE(IsCleared(a_));
}

TEST_F(Oversight, EverythingRecordedIsLookedBackOnNewestFirst) {
  ASSERT_TRUE(Screen(a_, kSexual).ok());
  ASSERT_TRUE(Plan(NameOf(a_), "Dr. Example").ok());
  const std::string hold = Place(NameOf(b_))->hold().name();
  ASSERT_TRUE(Lift(hold).ok());
  AsRoot(
      "INSERT INTO adagio_spine.hold (practice_id, unit_id, partner_id, hold_id, placed_version, placed_at)"
      " VALUES (?, ?, ?, ?, 1, '2020-01-01')",
      {practice_, unit_, b_, NewId()});
  const v1::ListSafetyActsResponse acts = Acts();
  ASSERT_EQ(acts.acts_size(), 5);
  EXPECT_EQ(acts.acts(0).kind(), v1::SAFETY_ACT_KIND_HOLD_LIFTED);
  EXPECT_EQ(acts.acts(0).reason(), "the reason for lifting it");
  EXPECT_EQ(acts.acts(0).partner(), NameOf(b_));
  EXPECT_EQ(acts.acts(1).kind(), v1::SAFETY_ACT_KIND_HOLD_PLACED);
  EXPECT_EQ(acts.acts(1).reason(), "the reason for the hold");
  EXPECT_EQ(acts.acts(2).kind(), v1::SAFETY_ACT_KIND_PLAN);
  EXPECT_EQ(acts.acts(2).consultant(), "Dr. Example");
  EXPECT_EQ(acts.acts(2).clinician(), rpc::ClinicianName(practice_, ClinicianId(therapist_)));
  EXPECT_EQ(acts.acts(3).kind(), v1::SAFETY_ACT_KIND_SCREEN);
  EXPECT_EQ(acts.acts(3).result(), v1::SCREEN_RESULT_POSITIVE_SEXUAL);
  EXPECT_EQ(acts.acts(4).kind(), v1::SAFETY_ACT_KIND_HOLD_PLACED) << "another room's";
  EXPECT_TRUE(acts.acts(4).clinician().empty());
}

TEST_F(Oversight, WhatWasRecordedComesInPages) {
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(Place(NameOf(a_)).ok());
  const v1::ListSafetyActsResponse first = Acts(2);
  ASSERT_EQ(first.acts_size(), 2);
  const v1::ListSafetyActsResponse rest = Acts(2, first.next_page_token());
  EXPECT_EQ(rest.acts_size(), 1);
  EXPECT_TRUE(rest.next_page_token().empty());
}

}  // namespace
}  // namespace adagio::intake
