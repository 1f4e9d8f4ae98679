#include "services/homework/domain/ladder.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/homework/domain/facts_for_test.h"

namespace adagio::homework {
namespace {

Activity OfTier(int tier) { return {.key = absl::StrCat("tier_", tier), .tier = tier}; }

Ladder ThreeSteps() {
  return {
      .id = LadderId(NumberedUuid('l', 1)), .participants = {kP, kD}, .steps = StepsOf({"tier_1", "tier_3", "tier_5"})};
}
std::string LabelsOf(const Ladder& ladder) {
  std::string labels;
  for (const LadderStep& step : ladder.steps) absl::StrAppend(&labels, step.label, " ");
  return labels;
}
// An offer of the ladder's step of that number.
UnitFacts Offering(UnitFacts facts, const Activity& activity, int step) {
  Proposal proposal = ProposalOf(activity, step);
  proposal.ladder = ThreeSteps().id;
  proposal.step = step;
  return *Offer(facts, proposal, {.version = 2, .now = kEvening});
}

TEST(InsertStep, LeavesTheNumbersOfOthersAloneAndStandsWhereItBelongs) {
  const Activity lower = OfTier(3), upper = OfTier(5);
  Ladder ladder = *InsertStep(ThreeSteps(), 2, OfTier(4), lower, &upper);
  EXPECT_EQ(LabelsOf(ladder), "1 2 2b 3 ");
  EXPECT_EQ(ladder.steps[2].number, 4);
  EXPECT_EQ(ladder.Find(3)->activity, "tier_5");
  const Activity new_upper = OfTier(4);
  ladder = *InsertStep(ladder, 2, OfTier(3), lower, &new_upper);
  EXPECT_EQ(LabelsOf(ladder), "1 2 2c 2b 3 ");
  EXPECT_EQ(LabelsOf(*InsertStep(ladder, 3, OfTier(5), upper, nullptr)), "1 2 2c 2b 3 3b ");
}

TEST(InsertStep, FitsBetweenItsNeighbours) {
  const Activity lower = OfTier(3), upper = OfTier(5);
  for (const int tier : {2, 6}) {
    EXPECT_EQ(FieldOf(InsertStep(ThreeSteps(), 2, OfTier(tier), lower, &upper).status()), "activity");
  }
  EXPECT_EQ(FieldOf(InsertStep(ThreeSteps(), 7, OfTier(4), lower, &upper).status()), "after");
}

TEST(InsertStep, DoesNotGetAroundACoolOff) {
  UnitFacts facts = Couple();
  facts = Offering(facts, BackRub(), 2);
  facts = *RecordAnswer(facts, NumberedAssignment(2), kD, AnswerKind::kNo, {3, kEvening});
  Proposal copy = ProposalOf(BackRub(), 4);
  copy.ladder = ThreeSteps().id;
  copy.step = 4;
  copy.usual_length = copy.shorter_length;
  EXPECT_EQ(ReasonOf(Offer(facts, copy, {4, kEvening}).status()), Reason::kCoolingOff);
  const UnitFacts reopened = ReopenActivity(facts, "back_rub_clothed", kP);
  EXPECT_EQ(ReasonOf(Offer(reopened, copy, {4, kEvening}).status()), Reason::kCoolingOff) << "not P's to reopen";
  EXPECT_TRUE(Offer(ReopenActivity(facts, "back_rub_clothed", kD), copy, {4, kEvening}).ok());
}

TEST(SplitStep, PutsAShorterPartOfTheSameBeforeTheStep) {
  Activity activity = OfTier(3);
  activity.usual_length = absl::Minutes(15);
  Ladder ladder = *SplitStep(ThreeSteps(), 2, absl::Minutes(5), activity);
  EXPECT_EQ(LabelsOf(ladder), "1 2a 2 3 ");
  EXPECT_EQ(ladder.steps[1].number, 4) << "the other numbers stay";
  EXPECT_EQ(ladder.steps[1].activity, "tier_3");
  EXPECT_EQ(ladder.steps[1].usual_length, absl::Minutes(5));
  ladder = *SplitStep(ladder, 4, absl::Minutes(2), activity);
  EXPECT_EQ(LabelsOf(ladder), "1 2b 2a 2 3 ");
  EXPECT_EQ(FieldOf(SplitStep(ladder, 4, absl::Minutes(5), activity).status()), "usual_length");
  EXPECT_EQ(FieldOf(SplitStep(ladder, 2, absl::Minutes(15), activity).status()), "usual_length");
  EXPECT_EQ(FieldOf(SplitStep(ladder, 2, absl::ZeroDuration(), activity).status()), "usual_length");
  EXPECT_EQ(FieldOf(SplitStep(ladder, 9, absl::Minutes(1), activity).status()), "step");
}

TEST(ReorderSteps, KeepsNumbersAndNeverLetsATierFall) {
  const Activity lower = OfTier(1), upper = OfTier(3);
  const Ladder ladder = *InsertStep(ThreeSteps(), 1, OfTier(1), lower, &upper);  // number 4, of tier 1
  const auto of = [](std::initializer_list<int> tiers) {
    std::vector<Activity> activities;
    for (const int tier : tiers) activities.push_back(OfTier(tier));
    return activities;
  };
  EXPECT_EQ(LabelsOf(*ReorderSteps(ladder, {4, 1, 2, 3}, of({1, 1, 3, 5}))), "1b 1 2 3 ");
  EXPECT_EQ(FieldOf(ReorderSteps(ladder, {4, 2, 1, 3}, of({1, 3, 1, 5})).status()), "steps");
  EXPECT_EQ(FieldOf(ReorderSteps(ladder, {4, 1, 2}, of({1, 1, 3})).status()), "steps");
  EXPECT_EQ(FieldOf(ReorderSteps(ladder, {4, 1, 2, 2}, of({1, 1, 3, 3})).status()), "steps");
  EXPECT_EQ(FieldOf(ReorderSteps(ladder, {4, 1, 2, 9}, of({1, 1, 3, 5})).status()), "steps");
}

TEST(Ground, IsTheBaselineOrWhatATherapistMarkedCompletedSinceTheLastReturn) {
  Ladder ladder = ThreeSteps();
  UnitFacts facts = Offering(Couple(), HandHolding(), 1);
  facts = Offering(facts, BackRub(), 2);
  EXPECT_EQ(GroundOf(facts, ladder, 0), 0) << "offered is not done";
  EXPECT_EQ(GroundOf(facts, ladder, 1), 1);
  facts = *Complete(facts, NumberedAssignment(2));
  EXPECT_EQ(GroundOf(facts, ladder, 1), 3);
  ladder.returned = 5;
  EXPECT_EQ(GroundOf(facts, ladder, 1), 1) << "they went back since";
  ladder.returned = 0;
  ladder.id = LadderId(NumberedUuid('l', 2));
  EXPECT_EQ(GroundOf(facts, ladder, 0), 0) << "another ladder's";
}

TEST(ReturnToBaseline, ClosesWhatStandsAboveItWhateverItsNumberAndNothingElse) {
  const Activity lower = OfTier(1), upper = OfTier(3);
  Ladder ladder = *InsertStep(ThreeSteps(), 1, OfTier(2), lower, &upper);  // number 4 stands between 1 and 2
  ladder = *MarkBaseline(ladder, 4);
  UnitFacts facts = Couple();
  for (const int step : {1, 2, 4}) facts = Offering(facts, HandHolding(), step);
  const UnitFacts after = *ReturnToBaseline(facts, ladder, kEvening);
  EXPECT_EQ(StateOf(after, kEvening, 1), State::kOffered);
  EXPECT_EQ(StateOf(after, kEvening, 4), State::kOffered);
  EXPECT_EQ(StateOf(after, kEvening, 2), State::kClosed);
  EXPECT_EQ(after.declines, facts.declines);
}

TEST(ReturnToBaseline, NeedsOneAndLeavesOtherLaddersAndWhatIsOverAlone) {
  EXPECT_EQ(ReasonOf(ReturnToBaseline(Couple(), ThreeSteps(), kEvening).status()), Reason::kNotAvailable);
  EXPECT_EQ(FieldOf(MarkBaseline(ThreeSteps(), 9).status()), "step");
  UnitFacts facts = Offered(BackRub());  // of no ladder
  facts = Offering(facts, BackRub(), 2);
  facts = *Complete(facts, NumberedAssignment(2));
  EXPECT_EQ(*ReturnToBaseline(facts, *MarkBaseline(ThreeSteps(), 1), kEvening), facts);
}

}  // namespace
}  // namespace adagio::homework
