#include "services/intake/api/screening_api.h"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "services/intake/api/unit_for_test.h"

namespace adagio::intake {
namespace {

using Items = std::vector<std::pair<int, int>>;

const Items kNegative = {{1, 0}, {2, 0}, {3, 0}, {4, 0}};  // HARK
const Items kPositive = {{1, 1}, {2, 0}, {3, 0}, {4, 0}};
const Items kSexual = {{1, 0}, {2, 0}, {3, 1}, {4, 0}};
const Items kIncomplete = {{1, 0}, {2, 0}, {3, 0}};

class Screening : public UnitTest {
 protected:
  absl::StatusOr<std::string> OpenSitting(const std::string& partner, bool alone = true) {
    v1::OpenSittingRequest request;
    request.set_partner(partner);
    request.set_alone(alone);
    const auto opened = Call(screening_, Therapist(), &ScreeningApi::OpenSitting, request);
    if (!opened.ok()) return opened.status();
    return opened->sitting();
  }
  absl::StatusOr<v1::RecordViolenceScreenResponse> Record(
      const std::string& sitting, const Items& items,
      v1::ViolenceInstrument instrument = v1::VIOLENCE_INSTRUMENT_HARK) {
    v1::RecordViolenceScreenRequest request;
    request.set_sitting(sitting);
    request.set_instrument(instrument);
    for (const auto& [number, value] : items) {
      v1::ScreenItem* item = request.add_items();
      item->set_number(number);
      item->set_value(value);
    }
    return Call(screening_, Therapist(), &ScreeningApi::RecordViolenceScreen, request);
  }
  // In a sitting of its own.
  absl::StatusOr<v1::RecordViolenceScreenResponse> Screen(const PartnerId& partner, const Items& items) {
    const absl::StatusOr<std::string> sitting = OpenSitting(NameOf(partner));
    if (!sitting.ok()) return sitting.status();
    return Record(*sitting, items);
  }
  absl::StatusOr<v1::RecordSafetyPlanResponse> Plan(const std::string& partner, const std::string& consultant = "") {
    v1::RecordSafetyPlanRequest request;
    request.set_partner(partner);
    request.set_reason("the reason for the plan");
    request.set_consultant(consultant);
    return Call(screening_, Therapist(), &ScreeningApi::RecordSafetyPlan, request);
  }
  absl::StatusOr<v1::PlaceHoldResponse> Place(const std::string& partner) {
    v1::PlaceHoldRequest request;
    request.set_partner(partner);
    request.set_reason("the reason for the hold");
    return Call(screening_, Therapist(), &ScreeningApi::PlaceHold, request);
  }
  absl::StatusOr<v1::LiftHoldResponse> Lift(const std::string& hold) {
    v1::LiftHoldRequest request;
    request.set_hold(hold);
    request.set_reason("the reason for lifting it");
    return Call(screening_, Therapist(), &ScreeningApi::LiftHold, request);
  }
  v1::GetClearanceResponse Clearances(Role role = Role::kTherapist) {
    const auto got =
        Call(screening_, As(role, therapist_, unit_), &ScreeningApi::GetClearance, v1::GetClearanceRequest());
    EXPECT_TRUE(got.ok()) << got.status();
    return got.value_or(v1::GetClearanceResponse());
  }

  // What homework reads: cleared and its version; nullopt without a row.
  std::optional<std::pair<int, int>> Spine(const PartnerId& partner) {
    const storage::Rows rows = RowsOf(
        "SELECT cleared, version FROM adagio_spine.clearance WHERE practice_id = ? AND unit_id = ? AND partner_id = ?",
        {practice_, unit_, partner});
    if (rows.empty()) return std::nullopt;
    return std::make_pair(static_cast<int>(rows[0].Int(0)), static_cast<int>(rows[0].Int(1)));
  }
  int UnitVersion() {
    return static_cast<int>(RowsOf("SELECT version FROM adagio_spine.unit_guard WHERE practice_id = ? AND unit_id = ?",
                                   {practice_, unit_})[0]
                                .Int(0));
  }
  bool IsCleared(const PartnerId& partner) {
    const auto spine = Spine(partner);
    return spine.has_value() && spine->first == 1;
  }
};

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
  const std::string sitting = *OpenSitting(NameOf(a_));
  const auto read = [&](const Items& items) { return Record(sitting, items, v1::VIOLENCE_INSTRUMENT_EHITS)->result(); };
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

TEST_F(Screening, AHoldStandsUntilItIsLiftedOnce) {
  const auto placed = Place(NameOf(a_));
  ASSERT_TRUE(placed.ok()) << placed.status();
  EXPECT_EQ(placed->hold().partner(), NameOf(a_));
  const int placed_version = UnitVersion();
  const v1::GetClearanceResponse held = Clearances(Role::kSupervisor);
  ASSERT_EQ(held.partners(0).holds_size(), 1);
  EXPECT_EQ(held.partners(0).holds(0).SerializeAsString(), placed->hold().SerializeAsString());
  EXPECT_EQ(held.partners(0).holds(0).reason(), "the reason for the hold");
  EXPECT_EQ(held.partners(1).holds_size(), 0);

  const auto second = Place(NameOf(a_));
  ASSERT_TRUE(second.ok()) << second.status();
  const auto lifted = Lift(placed->hold().name());
  ASSERT_TRUE(lifted.ok()) << lifted.status();
  ASSERT_EQ(lifted->clearance().holds_size(), 1);
  EXPECT_EQ(lifted->clearance().holds(0).name(), second->hold().name());
  EXPECT_EQ(ReasonOf(Lift(placed->hold().name()).status()), Reason::kAlreadyOver);

  const storage::Rows rows = RowsOf(
      "SELECT placed_version, lifted_version FROM adagio_spine.hold WHERE partner_id = ? AND lifted_at IS NOT NULL",
      {a_});
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].Int(0), placed_version);
  EXPECT_EQ(rows[0].Int(1), placed_version + 2);
}

TEST_F(Screening, NothingIsRecordedAboutWhoLeft) {
  ASSERT_TRUE(Screen(a_, kPositive).ok());
  const std::string sitting = *OpenSitting(NameOf(a_));
  const std::string hold = Place(NameOf(a_))->hold().name();
  Leave(a_);
  const std::string before = Contents();
  EXPECT_EQ(ReasonOf(OpenSitting(NameOf(a_)).status()), Reason::kAlreadyOver);
  EXPECT_EQ(ReasonOf(Record(sitting, kNegative).status()), Reason::kAlreadyOver);
  EXPECT_EQ(ReasonOf(Plan(NameOf(a_)).status()), Reason::kAlreadyOver);
  EXPECT_EQ(ReasonOf(Place(NameOf(a_)).status()), Reason::kAlreadyOver);
  EXPECT_EQ(Contents(), before);
  EXPECT_TRUE(Lift(hold).ok());
  ASSERT_EQ(Clearances().partners_size(), 1);
  EXPECT_EQ(Clearances().partners(0).partner(), NameOf(b_));
}

// Each id of each request, taken from another unit and from another practice.
TEST_F(Screening, NothingOfAnotherUnitOrPracticeCanBeNamed) {
  std::vector<PartnerId> partners = {c_, PartnerId(NewId()), PartnerId(therapist_)};
  std::vector<Uuid> sittings = {NewId()};
  std::vector<Uuid> holds = {NewId()};
  const auto collect = [&](const PartnerId& partner) {
    const std::string sitting = *OpenSitting(NameOf(partner));
    sittings.push_back(*Uuid::Parse(sitting.substr(sitting.rfind('/') + 1)));
    const std::string hold = Place(NameOf(partner))->hold().name();
    holds.push_back(*Uuid::Parse(hold.substr(hold.rfind('/') + 1)));
  };
  std::swap(unit_, elsewhere_);
  collect(c_);
  std::swap(unit_, elsewhere_);
  const PracticeId own = practice_;
  const UnitId own_unit = unit_;
  const PartnerId own_partner = a_;
  UnitTest::SetUp();  // another practice
  collect(a_);
  partners.push_back(a_);
  practice_ = own;
  unit_ = own_unit;

  const std::string before = Contents();
  for (const PartnerId& partner : partners) {
    EXPECT_EQ(ReasonOf(OpenSitting(NameOf(partner)).status()), Reason::kResourceMissing);
    EXPECT_EQ(ReasonOf(Plan(NameOf(partner)).status()), Reason::kResourceMissing);
    EXPECT_EQ(ReasonOf(Place(NameOf(partner)).status()), Reason::kResourceMissing);
  }
  for (const Uuid& sitting : sittings) {
    const auto recorded = Record(rpc::NameInUnit(practice_, unit_, "sittings", sitting), kNegative);
    EXPECT_EQ(ReasonOf(recorded.status()), Reason::kResourceMissing);
  }
  for (const Uuid& hold : holds) {
    EXPECT_EQ(ReasonOf(Lift(rpc::NameInUnit(practice_, unit_, "holds", hold)).status()), Reason::kResourceMissing);
  }
  EXPECT_EQ(Contents(), before);
  const v1::GetClearanceResponse own_clearances = Clearances();
  for (const v1::PartnerClearance& clearance : own_clearances.partners()) EXPECT_EQ(clearance.holds_size(), 0);
  EXPECT_TRUE(OpenSitting(NameOf(own_partner)).ok());
}

TEST_F(Screening, ShowsNothingToAPartner) {
  const auto seen = [&](const PartnerId& partner) {
    return Call(intake_, Partner(partner), &IntakeApi::GetOwnIntake, v1::GetOwnIntakeRequest())->SerializeAsString() +
           Call(intake_, Partner(partner), &IntakeApi::GetConfidencePolicy, v1::GetConfidencePolicyRequest())
               ->SerializeAsString();
  };
  const std::string before_a = seen(a_);
  const std::string before_b = seen(b_);
  ASSERT_TRUE(Screen(a_, kSexual).ok());
  ASSERT_TRUE(Plan(NameOf(a_), "Dr. Example").ok());
  ASSERT_TRUE(Place(NameOf(a_)).ok());
  EXPECT_EQ(seen(a_), before_a);
  EXPECT_EQ(seen(b_), before_b);
}

TEST_F(Screening, KeepsAnswersAndReasonsSealedAndOfEqualLength) {
  ASSERT_TRUE(Screen(a_, kPositive).ok());
  ASSERT_TRUE(Plan(NameOf(a_), "Dr. Example").ok());
  ASSERT_TRUE(Place(NameOf(a_)).ok());
  ASSERT_TRUE(Screen(a_, {}).ok());
  const storage::Rows screens = RowsOf("SELECT answers FROM adagio_intake.screen WHERE partner_id = ?", {a_});
  ASSERT_EQ(screens.size(), 2u);
  EXPECT_EQ(screens[0].Text(0).size(), screens[1].Text(0).size());
  for (const storage::Row& row :
       RowsOf("SELECT answers FROM adagio_intake.screen WHERE unit_id = ? UNION ALL "
              "SELECT CONCAT(reason, consultant) FROM adagio_intake.safety_plan WHERE unit_id = ? "
              "UNION ALL SELECT reason FROM adagio_intake.hold_reason WHERE unit_id = ?",
              {unit_, unit_, unit_})) {
    for (const char* plain : {"hark", "reason", "Example"}) EXPECT_EQ(row.Text(0).find(plain), std::string::npos);
  }
}

}  // namespace
}  // namespace adagio::intake
