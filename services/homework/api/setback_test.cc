// A setback, windows that recur, and what is assigned to one partner alone.
#include "gmock/gmock.h"
#include "services/homework/api/homework_for_test.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

class SetbackTest : public HomeworkTest {
 protected:
  std::string Built() {
    v1::BuildLadderRequest build;
    for (const PartnerId& partner : {p_, d_}) build.add_participants(NameOf(partner));
    for (const char* key : {"hand_holding", "back_rub_clothed", "kissing"}) build.add_activities(key);
    return Call(homework_, &HomeworkApi::BuildLadder, Therapist(), build)->ladder().name();
  }
  v1::OfferAssignmentRequest StepOf(const std::string& ladder, int step) const {
    v1::OfferAssignmentRequest offer = OfferOf("");
    offer.mutable_terms()->set_ladder(ladder);
    offer.mutable_terms()->set_step(step);
    offer.set_jump_reason("as they asked in the session");
    return offer;
  }
  v1::Ladder LadderFor(const Scope& scope, const std::string& ladder) {
    v1::GetLadderRequest get;
    get.set_ladder(ladder);
    return Call(homework_, &HomeworkApi::GetLadder, scope, get)->ladder();
  }
  absl::Status MarkBaseline(const std::string& ladder, int step) {
    v1::MarkBaselineRequest mark;
    mark.set_ladder(ladder);
    mark.set_step(step);
    return Call(homework_, &HomeworkApi::MarkBaseline, Therapist(), mark).status();
  }
  absl::StatusOr<v1::InsertStepResponse> Insert(const std::string& ladder, int after, const std::string& activity) {
    v1::InsertStepRequest insert;
    insert.set_ladder(ladder);
    insert.set_after(after);
    insert.set_activity(activity);
    return Call(homework_, &HomeworkApi::InsertStep, Therapist(), insert);
  }
  absl::Status TryOffer(const v1::OfferAssignmentRequest& offer) {
    return Call(homework_, &HomeworkApi::OfferAssignment, Therapist(), offer).status();
  }
};

TEST_F(SetbackTest, TheNinthWeekGoesBackToTheBaselineAndTheOneWhoDeclinedReopens) {
  AgreementInForce();
  const std::string ladder = Built();
  ASSERT_TRUE(MarkBaseline(ladder, 1).ok());
  const std::string first = Offered(StepOf(ladder, 1));
  const std::string second = Offered(StepOf(ladder, 2));
  const std::string third = Offered(StepOf(ladder, 3));
  for (const std::string& step : {second, third}) {
    ASSERT_TRUE(Answer(Partner(d_), step, v1::ANSWER_KIND_NO).ok());
  }
  v1::ReturnToBaselineRequest back;
  back.set_ladder(ladder);
  const auto closed = Call(homework_, &HomeworkApi::ReturnToBaseline, Therapist(), back);
  ASSERT_TRUE(closed.ok()) << closed.status();
  EXPECT_EQ(closed->closed_size(), 2);
  EXPECT_EQ(StateFor(Partner(p_), first), v1::ASSIGNMENT_STATE_OFFERED);
  EXPECT_EQ(StateFor(Partner(p_), second), v1::ASSIGNMENT_STATE_CLOSED);
  EXPECT_EQ(ReasonOf(Answer(Partner(d_), second, v1::ANSWER_KIND_YES).status()), Reason::kNotAvailable);
  // Neither a copy of no ladder, nor a smaller step of the same activity, nor a harder one gets around the cool-off.
  EXPECT_EQ(ReasonOf(TryOffer(OfferOf("back_rub_clothed"))), Reason::kCoolingOff);
  ASSERT_TRUE(Insert(ladder, 1, "back_rub_clothed").ok());
  EXPECT_EQ(ReasonOf(TryOffer(StepOf(ladder, 4))), Reason::kCoolingOff);
  EXPECT_EQ(ReasonOf(TryOffer(StepOf(ladder, 3))), Reason::kCoolingOff);
  const auto resting = [&](const PartnerId& partner) {
    return Call(homework_, &HomeworkApi::ListRestingActivities, Partner(partner), v1::ListRestingActivitiesRequest())
        ->resting_size();
  };
  EXPECT_EQ(resting(d_), 2);
  EXPECT_EQ(resting(p_), 0);
  v1::ReopenActivityRequest reopen;
  reopen.set_activity("back_rub_clothed");
  ASSERT_TRUE(Call(homework_, &HomeworkApi::ReopenActivity, Partner(p_), reopen).ok());
  EXPECT_EQ(ReasonOf(TryOffer(StepOf(ladder, 4))), Reason::kCoolingOff) << "not P's to reopen";
  const auto reopened = Call(homework_, &HomeworkApi::ReopenActivity, Partner(d_), reopen);
  ASSERT_EQ(reopened->resting_size(), 1);
  EXPECT_EQ(reopened->resting(0).activity(), "kissing");
  const std::string again = Offered(StepOf(ladder, 4));
  EXPECT_TRUE(Get(Partner(d_), again)->assignment().asks_you()) << "reopening answered nothing";
  EXPECT_EQ(ReasonOf(TryOffer(StepOf(ladder, 3))), Reason::kCoolingOff);
}

TEST_F(SetbackTest, AnInsertedStepKeepsWhatOthersForesawAndWhatWasOffered) {
  AgreementInForce();
  const std::string ladder = Built();
  v1::ForeseeDiscomfortRequest foresee;
  foresee.set_ladder(ladder);
  foresee.set_step(3);
  foresee.set_suds(85);
  ASSERT_TRUE(Call(homework_, &HomeworkApi::ForeseeDiscomfort, Partner(d_), foresee).ok());
  const std::string offered = Offered(StepOf(ladder, 3));
  ASSERT_TRUE(Insert(ladder, 2, "back_rub_clothed").ok());
  const v1::Ladder seen = LadderFor(Partner(d_), ladder);
  ASSERT_EQ(seen.steps_size(), 4);
  EXPECT_EQ(seen.steps(2).label(), "2b");
  EXPECT_FALSE(seen.steps(2).has_own_foreseen_suds());
  EXPECT_EQ(seen.steps(3).number(), 3);
  EXPECT_EQ(seen.steps(3).own_foreseen_suds(), 85);
  EXPECT_EQ(Get(Partner(d_), offered)->assignment().terms().activity(), "kissing");
  foresee.set_step(seen.steps(2).number());
  EXPECT_TRUE(Call(homework_, &HomeworkApi::ForeseeDiscomfort, Partner(d_), foresee).ok());
}

TEST_F(SetbackTest, AStepIsSplitAndItsSmallerPartIsNoLongerThanItself) {
  AgreementInForce();
  const std::string ladder = Built();
  v1::SplitStepRequest split;
  split.set_ladder(ladder);
  split.set_step(2);
  *split.mutable_usual_length() = ToWire(absl::Minutes(4));
  const auto after = Call(homework_, &HomeworkApi::SplitStep, Therapist(), split);
  ASSERT_TRUE(after.ok()) << after.status();
  ASSERT_EQ(after->ladder().steps_size(), 4);
  EXPECT_EQ(after->ladder().steps(1).label(), "2a");
  EXPECT_EQ(LadderFor(Partner(p_), ladder).steps(1).usual_length().seconds(), 240) << "as it was kept";
  const int part = after->ladder().steps(1).number();
  const std::string offered = Offered(StepOf(ladder, part));
  EXPECT_EQ(Get(Partner(p_), offered)->assignment().terms().usual_length().seconds(), 240);
  v1::OfferAssignmentRequest longer = StepOf(ladder, part);
  *longer.mutable_terms()->mutable_usual_length() = ToWire(absl::Minutes(5));
  EXPECT_EQ(FieldOf(TryOffer(longer)), "terms.usual_length");
  ASSERT_TRUE(Answer(Partner(d_), offered, v1::ANSWER_KIND_NO).ok());
  EXPECT_EQ(ReasonOf(TryOffer(StepOf(ladder, 2))), Reason::kCoolingOff) << "its parts are one activity";
  *split.mutable_usual_length() = ToWire(absl::Minutes(10));
  EXPECT_EQ(FieldOf(Call(homework_, &HomeworkApi::SplitStep, Therapist(), split).status()), "usual_length");
}

TEST_F(SetbackTest, StepsAreReorderedWithinTheirTiers) {
  const std::string ladder = Built();
  ASSERT_TRUE(Insert(ladder, 1, "hand_holding").ok());  // number 4
  const auto reordered = [&](std::initializer_list<int> numbers) {
    v1::ReorderStepsRequest request;
    request.set_ladder(ladder);
    for (const int number : numbers) request.add_steps(number);
    return Call(homework_, &HomeworkApi::ReorderSteps, Therapist(), request);
  };
  ASSERT_TRUE(reordered({4, 1, 2, 3}).ok());
  EXPECT_EQ(LadderFor(Partner(p_), ladder).steps(0).number(), 4);
  EXPECT_EQ(FieldOf(reordered({4, 2, 1, 3}).status()), "steps");
  EXPECT_EQ(FieldOf(reordered({1, 2, 3}).status()), "steps");
  EXPECT_EQ(FieldOf(reordered({1, 2, 3, 9}).status()), "steps");
}

TEST_F(SetbackTest, AJumpNeedsAReasonThatPartnersDoNotSeeUntilTheStepBelowIsDone) {
  AgreementInForce();
  const std::string ladder = Built();
  v1::OfferAssignmentRequest third = StepOf(ladder, 2);  // of tier 3, above nothing
  third.set_jump_reason("  ");
  EXPECT_EQ(ReasonOf(TryOffer(third)), Reason::kJumpUnconfirmed);
  third.set_jump_reason("they have done this for years");
  const std::string offered = Offered(third);
  EXPECT_EQ(Get(Partner(p_), offered)->SerializeAsString().find("for years"), std::string::npos);
  const auto unit = Call(homework_, &HomeworkApi::GetUnitHomework, Therapist(), v1::GetUnitHomeworkRequest());
  EXPECT_EQ(unit->assignments(0).jump_reason(), "they have done this for years");
  v1::CompleteAssignmentRequest complete;
  complete.set_assignment(offered);
  ASSERT_TRUE(Call(homework_, &HomeworkApi::CompleteAssignment, Therapist(), complete).ok());
  third.clear_jump_reason();
  EXPECT_TRUE(TryOffer(third).ok()) << "they stand there now";
  ASSERT_TRUE(MarkBaseline(ladder, 1).ok());
  v1::ReturnToBaselineRequest back;
  back.set_ladder(ladder);
  const auto returned = Call(homework_, &HomeworkApi::ReturnToBaseline, Therapist(), back);
  ASSERT_TRUE(returned.ok());
  EXPECT_THAT(returned->first(), testing::ElementsAre("grounding")) << "what calms comes first";
  EXPECT_EQ(ReasonOf(TryOffer(third)), Reason::kJumpUnconfirmed) << "they went back";
}

TEST_F(SetbackTest, RefusesWhatALadderHasNotOrThatDoesNotFit) {
  const std::string ladder = Built();
  v1::ReturnToBaselineRequest back;
  back.set_ladder(ladder);
  EXPECT_EQ(ReasonOf(Call(homework_, &HomeworkApi::ReturnToBaseline, Therapist(), back).status()),
            Reason::kNotAvailable);
  EXPECT_EQ(FieldOf(MarkBaseline(ladder, 9)), "step");
  EXPECT_EQ(FieldOf(Insert(ladder, 9, "kissing").status()), "after");
  EXPECT_EQ(FieldOf(Insert(ladder, 1, "kissing").status()), "activity");
  EXPECT_EQ(FieldOf(Insert(ladder, 1, "nothing").status()), "activity");
  const std::string nothing = rpc::NameInUnit(practice_, unit_, "ladders", ground_.entropy.NewUuid());
  EXPECT_EQ(ReasonOf(MarkBaseline(nothing, 1)), Reason::kResourceMissing);
}

TEST_F(SetbackTest, AReconnectWindowComesEverySundayAtTheSameTimeAcrossTheChangeOfTheClocks) {
  ground_.AsRoot("UPDATE adagio_spine.practice SET time_zone = 'Europe/Vienna' WHERE practice_id = ?", {practice_});
  absl::TimeZone vienna;
  ASSERT_TRUE(absl::LoadTimeZone("Europe/Vienna", &vienna));
  const absl::Time now = ground_.clock.Now();
  const absl::CivilDay today(vienna.At(now).cs);
  // The last Sunday of a March or October to come, less than a year ahead.
  absl::CivilDay change = today + 9;
  while (absl::GetWeekday(change) != absl::Weekday::sunday || (change.month() != 3 && change.month() != 10) ||
         (change + 7).month() == change.month()) {
    ++change;
  }
  const auto at_ten = [&](absl::CivilDay day) { return absl::FromCivil(absl::CivilHour(day) + 10, vienna); };
  v1::OfferAssignmentRequest offer = OfferOf("reconnect_window");
  offer.mutable_terms()->set_recurrence("FREQ=WEEKLY");
  *offer.mutable_terms()->mutable_starts_at() = ToWire(at_ten(change - 7));
  AgreementInForce();
  const std::string window = Offered(offer);
  const auto next = [&] { return *FromWire(Get(Partner(p_), window)->assignment().occurrence_at(), ""); };
  EXPECT_EQ(next(), at_ten(change - 7));
  ground_.clock.Advance(at_ten(change - 5) - now);
  EXPECT_EQ(next(), at_ten(change));
  EXPECT_NE(next() - at_ten(change - 7), absl::Hours(7 * 24));
}

TEST_F(SetbackTest, WhatIsForOneAloneIsSeenByThemAloneAndNeedsNoAgreement) {
  for (const char* activity : {"grounding", "journal"}) {
    const std::string own = Offered(OfferOf(activity, {d_}));
    EXPECT_EQ(Answer(Partner(d_), own, v1::ANSWER_KIND_YES)->assignment().state(), v1::ASSIGNMENT_STATE_ACTIVE);
    EXPECT_EQ(ReasonOf(Get(Partner(p_), own).status()), Reason::kResourceMissing);
  }
  const auto listed = Call(homework_, &HomeworkApi::ListAssignments, Partner(p_), v1::ListAssignmentsRequest());
  EXPECT_EQ(listed->assignments_size(), 0);
  AgreementInForce();
  EXPECT_EQ(FieldOf(TryOffer(OfferOf("journal"))), "terms.participants");
  EXPECT_EQ(FieldOf(TryOffer(OfferOf("reconnect_window", {d_}))), "terms.participants");
  EXPECT_EQ(ReasonOf(TryOffer(OfferOf("reconnect_window", {p_, third_}))), Reason::kOutsideAgreement);
}

}  // namespace
}  // namespace adagio::homework
