// What the therapist sees of a unit in one call; and what everyone is told before a review.
#include "gmock/gmock.h"
#include "services/homework/api/homework_for_test.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

using ::testing::ElementsAre;

class UnitTest : public HomeworkTest {
 protected:
  v1::GetUnitHomeworkResponse Unit() {
    return *Call(homework_, &HomeworkApi::GetUnitHomework, Therapist(), v1::GetUnitHomeworkRequest());
  }
  std::string Built() {
    v1::BuildLadderRequest build;
    for (const PartnerId& partner : {p_, d_}) build.add_participants(NameOf(partner));
    for (const char* key : {"hand_holding", "back_rub_clothed", "kissing"}) build.add_activities(key);
    return Call(homework_, &HomeworkApi::BuildLadder, Therapist(), build)->ladder().name();
  }
  std::string OfferedStep(const std::string& ladder, int step) {
    v1::OfferAssignmentRequest offer = OfferOf("");
    offer.mutable_terms()->set_ladder(ladder);
    offer.mutable_terms()->set_step(step);
    offer.set_jump_reason("as they asked");
    return Offered(offer);
  }
  void CheckIn(const PartnerId& partner, const std::string& step, int peak, int stress = 0) {
    v1::RecordCheckInRequest request;
    request.set_assignment(step);
    request.mutable_check_in()->set_suds_peak(peak);
    request.mutable_check_in()->set_stress(stress);
    ground_.clock.Advance(absl::Minutes(1));  // so that one is the latest
    ASSERT_TRUE(Call(homework_, &HomeworkApi::RecordCheckIn, Partner(partner), request).ok());
  }
  void Complete(const std::string& step) {
    v1::CompleteAssignmentRequest request;
    request.set_assignment(step);
    ASSERT_TRUE(Call(homework_, &HomeworkApi::CompleteAssignment, Therapist(), request).ok());
  }
  int DueFor(const Scope& scope) {
    return Call(homework_, &HomeworkApi::ListAssignments, scope, v1::ListAssignmentsRequest())->reviews_due_size();
  }
};

TEST_F(UnitTest, ShowsForeseenAgainstFeltDiscomfortStepByStep) {
  AgreementInForce();
  const std::string ladder = Built();
  v1::ForeseeDiscomfortRequest foresee;
  foresee.set_ladder(ladder);
  foresee.set_step(1);
  foresee.set_suds(60);
  ASSERT_TRUE(Call(homework_, &HomeworkApi::ForeseeDiscomfort, Partner(d_), foresee).ok());
  const std::string step = OfferedStep(ladder, 1);
  CheckIn(d_, step, 50);
  CheckIn(d_, step, 20);
  const auto unit = Unit();
  ASSERT_EQ(unit.ladders_size(), 1);
  ASSERT_EQ(unit.ladders(0).steps_size(), 3);
  for (const v1::StepDiscomfort& side : unit.ladders(0).steps(0).discomfort()) {
    const bool of_d = side.partner() == NameOf(d_);
    EXPECT_EQ(side.has_foreseen(), of_d);
    EXPECT_EQ(side.has_felt(), of_d);
    EXPECT_EQ(side.felt(), of_d ? 20 : 0) << "the latest";
  }
}

TEST_F(UnitTest, SuggestsTheNextStepWithItsEvidenceAndOffersNothing) {
  AgreementInForce();
  const std::string ladder = Built();
  EXPECT_EQ(Unit().suggestions_size(), 0) << "nothing is done yet";
  const std::string step = OfferedStep(ladder, 1);
  CheckIn(d_, step, 20);
  Complete(step);
  const auto unit = Unit();
  ASSERT_EQ(unit.suggestions_size(), 1);
  const v1::Suggestion& next = unit.suggestions(0);
  EXPECT_EQ(next.kind(), v1::SUGGESTION_KIND_NEXT_STEP);
  EXPECT_EQ(next.step(), 2);
  EXPECT_THAT(next.evidence(), ElementsAre(step));
  EXPECT_TRUE(next.jump()) << "from tier 1 to tier 3";
  EXPECT_EQ(unit.assignments_size(), 1) << "nothing advances by itself";
}

TEST_F(UnitTest, SuggestsNothingThatCouldNotBeOfferedOrWasHard) {
  const std::string agreement = AgreementInForce();
  const std::string ladder = Built();
  const std::string step = OfferedStep(ladder, 1);
  CheckIn(d_, step, 41);
  Complete(step);
  EXPECT_EQ(Unit().suggestions_size(), 0) << "it was hard for one of them";
  CheckIn(d_, step, 40);
  EXPECT_EQ(Unit().suggestions_size(), 1);
  SetStance(p_, agreement, "back_rub_clothed", v1::STANCE_NOT_NOW);
  EXPECT_EQ(Unit().suggestions_size(), 0) << "outside the stances";
  SetStance(p_, agreement, "back_rub_clothed", v1::STANCE_WILLING);
  OfferedStep(ladder, 2);
  EXPECT_EQ(Unit().suggestions_size(), 0) << "it is offered";
}

TEST_F(UnitTest, SuggestsWhatCalmsFirstWhereStressStoppedAStep) {
  AgreementInForce();
  const std::string step = Active("hand_holding", {p_, d_});
  CheckIn(d_, step, 80, 90);
  const auto unit = Unit();
  ASSERT_EQ(unit.suggestions_size(), 1);
  EXPECT_EQ(unit.suggestions(0).kind(), v1::SUGGESTION_KIND_SELF_REGULATION);
  EXPECT_EQ(unit.suggestions(0).partner(), NameOf(d_));
  EXPECT_EQ(unit.suggestions(0).activity(), "grounding");
  EXPECT_THAT(unit.suggestions(0).evidence(), ElementsAre(step));
}

TEST_F(UnitTest, AReviewThatIsDueIsToldToAllAlikeAWeekBeforeItsDate) {
  const std::string agreement = AgreementInForce();  // for 28 days
  v1::GetAgreementRequest get;
  get.set_agreement(agreement);
  const auto due = [&](const Scope& scope) {
    return Call(agreements_, &AgreementApi::GetAgreement, scope, get)->agreement().review_due();
  };
  ground_.clock.Advance(absl::Hours(21 * 24) - absl::Seconds(1));
  EXPECT_EQ(DueFor(Partner(p_)), 0);
  EXPECT_FALSE(due(Partner(p_)));
  ground_.clock.Advance(absl::Seconds(1));
  for (const Scope& scope : {Partner(p_), Partner(d_), Therapist()}) {
    EXPECT_EQ(DueFor(scope), 1);
    EXPECT_TRUE(due(scope));
  }
  EXPECT_EQ(DueFor(Partner(third_)), 0) << "it does not bind them";
  EXPECT_TRUE(Unit().agreements(0).review_due());
  const auto one = Call(homework_, &HomeworkApi::ListAssignments, Partner(p_), v1::ListAssignmentsRequest());
  const auto other = Call(homework_, &HomeworkApi::ListAssignments, Partner(d_), v1::ListAssignmentsRequest());
  EXPECT_EQ(one->reviews_due(0).SerializeAsString(), other->reviews_due(0).SerializeAsString());
  AgreementInForce();
  EXPECT_EQ(DueFor(Partner(p_)), 0) << "reviewed";
}

}  // namespace
}  // namespace adagio::homework
