#include "services/homework/domain/limits.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/homework/domain/facts_for_test.h"

namespace adagio::homework {
namespace {

using ::testing::ElementsAre;

// kEvening is 20:00 UTC; the day ends four hours later.
const absl::Time kMidnight = kEvening + absl::Hours(4);

// An hour each evening, both willing.
UnitFacts ActiveEvenings() {
  Proposal proposal = ProposalOf(HandHolding());
  proposal.schedule = *Expand({.starts_at = kEvening, .occurrences = 6, .open_for = absl::Hours(1)});
  UnitFacts facts = *Offer(Couple(), proposal, {.version = 2, .now = kEvening});
  facts = *RecordAnswer(facts, NumberedAssignment(1), kP, AnswerKind::kYes, {3, kEvening});
  return *RecordAnswer(facts, NumberedAssignment(1), kD, AnswerKind::kYes, {4, kEvening});
}
absl::Time Evening(int day, absl::Duration later = absl::ZeroDuration()) {
  return kEvening + absl::Hours(24 * day) + later;
}

TEST(ADaySetAside, StopsThatDaysOccurrenceAndAsksEveryoneAgainForTheNext) {
  UnitFacts facts = ActiveEvenings();
  ASSERT_EQ(StateOf(facts, kEvening), State::kActive);
  facts = SetDayAside(facts, kD, kMidnight, {5, kEvening});
  EXPECT_EQ(StateOf(facts, kEvening), State::kPaused);
  EXPECT_EQ(StateOf(facts, Evening(0, absl::Hours(1))), State::kOffered) << "the occurrence is over";
  EXPECT_TRUE(ShowTo(facts, facts.assignments[0], kP, Evening(1)).asks_you);
  EXPECT_TRUE(ShowTo(facts, facts.assignments[0], kD, Evening(1)).asks_you);
  EXPECT_THAT(Show(facts, facts.assignments[0], kEvening).causes, testing::Contains(Cause::kSetAside));
}

TEST(ADaySetAside, BeforeTheOccurrenceStopsItToo) {
  const absl::Time morning = Evening(1, -absl::Hours(8));
  const UnitFacts facts = SetDayAside(ActiveEvenings(), kD, Evening(1, absl::Hours(4)), {5, morning});
  EXPECT_EQ(StateOf(facts, Evening(1)), State::kPaused);
  EXPECT_EQ(StateOf(facts, Evening(2)), State::kOffered);
}

TEST(ADaySetAside, TakesNoYesOfAnyoneWhileItLasts) {
  UnitFacts facts = SetDayAside(ActiveEvenings(), kD, kMidnight, {5, kEvening});
  facts = *RecordAnswer(facts, NumberedAssignment(1), kD, AnswerKind::kYes, {6, kEvening});
  facts = *RecordAnswer(facts, NumberedAssignment(1), kP, AnswerKind::kYes, {7, kEvening});
  EXPECT_EQ(StateOf(facts, kEvening), State::kPaused);
  EXPECT_EQ(StateOf(facts, Evening(1)), State::kOffered) << "time alone opens nothing";
  EXPECT_TRUE(ShowTo(facts, facts.assignments[0], kP, Evening(1)).asks_you);
  EXPECT_TRUE(ShowTo(facts, facts.assignments[0], kD, Evening(1)).asks_you);
}

TEST(ADaySetAside, ReopensNothingThatWasDeclined) {
  UnitFacts facts = *RecordAnswer(ActiveEvenings(), NumberedAssignment(1), kD, AnswerKind::kNo, {5, kEvening});
  facts = SetDayAside(facts, kD, kMidnight, {6, kEvening});
  facts = *RecordAnswer(facts, NumberedAssignment(1), kD, AnswerKind::kYes, {7, kEvening});
  EXPECT_FALSE(facts.declines[0].reopened);
}

TEST(ADaySetAside, OfAnotherDayGivesNoSuchYesItsLifeBack) {
  UnitFacts facts = SetDayAside(ActiveEvenings(), kD, kMidnight, {5, kEvening});
  facts = *RecordAnswer(facts, NumberedAssignment(1), kD, AnswerKind::kYes, {6, kEvening});
  facts = *RecordAnswer(facts, NumberedAssignment(1), kP, AnswerKind::kYes, {7, kEvening});
  const absl::Time late = Evening(0, absl::Hours(3));  // after that evening's hour
  facts = SetDayAside(facts, kD, kMidnight, {8, late});
  EXPECT_NE(StateOf(facts, Evening(1)), State::kActive);
}

TEST(ADaySetAside, ReachesWhatIsOfferedLaterThatDayAndNothingThatHasNoOccurrenceOnIt) {
  UnitFacts facts = SetDayAside(Couple(), kD, kMidnight, {5, kEvening});
  facts = *Offer(facts, ProposalOf(HandHolding()), {6, kEvening});
  EXPECT_EQ(StateOf(facts, kEvening), State::kPaused);
  Proposal tomorrow = ProposalOf(BackRub(), 2);
  tomorrow.schedule = DailyFrom(Evening(1), 3);
  facts = *Offer(facts, tomorrow, {7, kEvening});
  EXPECT_EQ(StateOf(facts, kEvening, 2), State::kOffered);
  facts = *Offer(facts, ProposalOf(Grounding(), 3, {kD}), {8, kEvening});
  EXPECT_EQ(StateOf(facts, kEvening, 3), State::kOffered) << "what one does alone may even help";
}

TEST(ADaySetAside, IsNoDecline) {
  const UnitFacts facts = SetDayAside(ActiveEvenings(), kD, kMidnight, {5, kEvening});
  EXPECT_TRUE(facts.declines.empty());
  EXPECT_TRUE(Offer(facts, ProposalOf(BackRub(), 2), {6, Evening(1)}).ok());
}

TEST(AContraindication, KeepsWhatItSpeaksAgainstFromBeingOfferedAndStopsWhatIs) {
  Activity activity = HandHolding();
  activity.contraindications = {Contraindication::kPain};
  UnitFacts facts = Active(activity);
  facts = *SetContraindications(facts, kD, {Contraindication::kSkin}, {5, kEvening});
  EXPECT_EQ(StateOf(facts, kEvening), State::kActive) << "another";
  facts = *SetContraindications(facts, kD, {Contraindication::kSkin, Contraindication::kPain}, {6, kEvening});
  EXPECT_EQ(StateOf(facts, kEvening), State::kPaused);
  EXPECT_THAT(Show(facts, facts.assignments[0], kEvening).causes, testing::Contains(Cause::kContraindicated));
  EXPECT_EQ(ReasonOf(Offer(facts, ProposalOf(activity, 2), {7, kEvening}).status()), Reason::kContraindicated);
  facts = *SetContraindications(facts, kD, {}, {8, kEvening});
  EXPECT_EQ(StateOf(facts, kEvening), State::kOffered) << "everyone is asked again";
  EXPECT_TRUE(ShowTo(facts, facts.assignments[0], kP, kEvening).asks_you);
  EXPECT_TRUE(facts.declines.empty());
}

TEST(AContraindication, WaitsForTheAcknowledgedPolicy) {
  UnitFacts facts = Couple();
  facts.members[1].acknowledged = false;
  EXPECT_EQ(ReasonOf(SetContraindications(facts, kD, {Contraindication::kPain}, {5, kEvening}).status()),
            Reason::kPolicyUnacknowledged);
}

TEST(PainThatWasToldOf, StopsWhatPainSpeaksAgainstAndNothingElse) {
  Activity painful = HandHolding();
  painful.contraindications = {Contraindication::kPain};
  UnitFacts facts = Active(painful);
  UnitFacts other = Active(HandHolding());
  for (UnitFacts* of : {&facts, &other}) {
    of->members[1].pain_held = true;
    of->members[1].pain_stopped = 9;
  }
  EXPECT_EQ(StateOf(other, kEvening), State::kActive);
  EXPECT_EQ(StateOf(facts, kEvening), State::kPaused);
  EXPECT_THAT(Show(facts, facts.assignments[0], kEvening).causes, testing::Contains(Cause::kContraindicated));
  EXPECT_EQ(ReasonOf(Offer(facts, ProposalOf(painful, 2), {10, kEvening}).status()), Reason::kContraindicated);
  EXPECT_TRUE(facts.members[1].contraindications == Contraindications()) << "the partner said nothing";
  facts.members[1].pain_held = false;
  EXPECT_EQ(StateOf(facts, kEvening), State::kOffered) << "lifted: everyone is asked again";
  EXPECT_TRUE(ShowTo(facts, facts.assignments[0], kP, kEvening).asks_you);
}

TEST(PainThatWasToldOf, StopsWhatOneDoesAlone) {
  Activity alone = Grounding();
  alone.contraindications = {Contraindication::kPain};
  UnitFacts facts = *Offer(Couple(), ProposalOf(alone, 1, {kD}), {2, kEvening});
  facts = *RecordAnswer(facts, NumberedAssignment(1), kD, AnswerKind::kYes, {3, kEvening});
  ASSERT_EQ(StateOf(facts, kEvening), State::kActive);
  facts.members[1].pain_held = true;
  facts.members[1].pain_stopped = 4;
  EXPECT_EQ(StateOf(facts, kEvening), State::kPaused);
}

}  // namespace
}  // namespace adagio::homework
