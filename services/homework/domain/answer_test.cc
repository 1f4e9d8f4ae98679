#include "services/homework/domain/answer.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/homework/domain/facts_for_test.h"

namespace adagio::homework {
namespace {

const AssignmentId kStep = NumberedAssignment(1);

TEST(AnswerAssignment, ASoftNoStopsTheStepAtOnce) {
  const UnitFacts facts = *RecordAnswer(Active(HandHolding()), kStep, kD, AnswerKind::kSoftNo, {5, kEvening});
  EXPECT_EQ(StateOf(facts, kEvening), State::kPaused);
}

TEST(AnswerAssignment, AStopCostsEveryYesSoThatAllAreAskedAgain) {
  UnitFacts facts = *RecordAnswer(Active(HandHolding()), kStep, kD, AnswerKind::kNo, {5, kEvening});
  facts = *RecordAnswer(facts, kStep, kD, AnswerKind::kYes, {6, kEvening});
  EXPECT_EQ(StateOf(facts, kEvening), State::kOffered);
  EXPECT_TRUE(ShowTo(facts, facts.assignments[0], kP, kEvening).asks_you);
  facts = *RecordAnswer(facts, kStep, kP, AnswerKind::kYes, {7, kEvening});
  EXPECT_EQ(StateOf(facts, kEvening), State::kActive);
}

// Were it kept, it would stand after one hold and not after two: its giver could tell.
TEST(AnswerAssignment, IsAcceptedWhileSomethingElseStopsTheStepAndDoesNotCountAfterIt) {
  UnitFacts facts = Offered(HandHolding());
  facts.members[0].held = true;
  facts.members[0].stopped = 3;
  facts = *RecordAnswer(facts, kStep, kD, AnswerKind::kYes, {4, kEvening});
  EXPECT_EQ(StateOf(facts, kEvening), State::kPaused);
  EXPECT_FALSE(ShowTo(facts, facts.assignments[0], kD, kEvening).own_answer.has_value());
  facts.members[0].held = false;
  EXPECT_EQ(StateOf(facts, kEvening), State::kOffered);
  EXPECT_TRUE(ShowTo(facts, facts.assignments[0], kD, kEvening).asks_you);
}

TEST(AnswerAssignment, LooksMissingToWhoIsNotAParticipant) {
  const UnitFacts facts = Offered(HandHolding());
  EXPECT_EQ(ReasonOf(RecordAnswer(facts, kStep, kStranger, AnswerKind::kYes, {3, kEvening}).status()),
            Reason::kResourceMissing);
  EXPECT_EQ(ReasonOf(PauseByParticipant(facts, kStep, kStranger, {3, kEvening}).status()), Reason::kResourceMissing);
}

TEST(AnswerAssignment, IsNotAvailableOnceItIsOverWhateverEndedIt) {
  const UnitFacts closed = *Close(Offered(HandHolding()), kStep);
  EXPECT_EQ(ReasonOf(RecordAnswer(closed, kStep, kD, AnswerKind::kYes, {3, kEvening}).status()), Reason::kNotAvailable);
  const absl::Time late = kEvening + absl::Hours(6 * 24);
  EXPECT_EQ(ReasonOf(RecordAnswer(Offered(HandHolding()), kStep, kD, AnswerKind::kNo, {3, late}).status()),
            Reason::kNotAvailable);
}

TEST(TentativeYes, CoversOneOccurrenceAtTheShorterLengthAndThenAsksAgain) {
  UnitFacts facts = *RecordAnswer(Offered(HandHolding()), kStep, kP, AnswerKind::kYes, {3, kEvening});
  facts = *RecordAnswer(facts, kStep, kD, AnswerKind::kTentativeYes, {4, kEvening});
  const absl::Time next_day = kEvening + absl::Hours(24);
  EXPECT_EQ(StateOf(facts, next_day - absl::Nanoseconds(1)), State::kActive);
  EXPECT_EQ(StateOf(facts, next_day), State::kOffered);
  EXPECT_TRUE(ShowTo(facts, facts.assignments[0], kD, next_day).asks_you);
  EXPECT_FALSE(ShowTo(facts, facts.assignments[0], kP, next_day).asks_you);
}

TEST(TentativeYes, ShortensTheStepForItsGiverAndTellsTheOtherNothing) {
  UnitFacts facts = *RecordAnswer(Offered(HandHolding()), kStep, kP, AnswerKind::kYes, {3, kEvening});
  facts = *RecordAnswer(facts, kStep, kD, AnswerKind::kTentativeYes, {4, kEvening});
  const Assignment& step = facts.assignments[0];
  EXPECT_EQ(ShowTo(facts, step, kD, kEvening).own_length, absl::Minutes(5));
  EXPECT_EQ(ShowTo(facts, step, kP, kEvening).own_length, absl::Minutes(10));
  EXPECT_EQ(Show(facts, step, kEvening).length, absl::Minutes(5)) << "the therapist sees which one holds";
}

TEST(Pause, NeedsNoReasonAndIsHarmlessWhenRepeatedOrLate) {
  UnitFacts facts = *PauseByParticipant(Active(HandHolding()), kStep, kP, {5, kEvening});
  EXPECT_EQ(StateOf(facts, kEvening), State::kPaused);
  facts = *PauseByParticipant(facts, kStep, kP, {6, kEvening});
  EXPECT_EQ(StateOf(facts, kEvening), State::kPaused);
  const absl::Time late = kEvening + absl::Hours(6 * 24);
  EXPECT_EQ(*PauseByParticipant(facts, kStep, kP, {7, late}), facts);
}

TEST(CheckIn, AboveTheThresholdStopsTheStepAndAtItDoesNot) {
  EXPECT_EQ(StateOf(*CheckIn(Active(BackRub()), kStep, kD, 61, 60, {5, kEvening}), kEvening), State::kPaused);
  EXPECT_EQ(StateOf(*CheckIn(Active(BackRub()), kStep, kD, 60, 60, {5, kEvening}), kEvening), State::kActive);
  EXPECT_EQ(StateOf(*CheckIn(Active(BackRub()), kStep, kD, std::nullopt, 0, {5, kEvening}), kEvening), State::kActive);
}

TEST(CheckIn, IsRefusedBeforeTheConfidencePolicyButAPauseNeverIs) {
  UnitFacts facts = Active(HandHolding());
  facts.members[1].acknowledged = false;
  EXPECT_EQ(ReasonOf(CheckIn(facts, kStep, kD, 90, 70, {5, kEvening}).status()), Reason::kPolicyUnacknowledged);
  EXPECT_TRUE(PauseByParticipant(facts, kStep, kD, {5, kEvening}).ok());
  EXPECT_TRUE(RecordAnswer(facts, kStep, kD, AnswerKind::kNo, {5, kEvening}).ok());
}

TEST(SetStance, ThatNoLongerCoversStopsOpenStepsAndWideningItAgainAsksEveryone) {
  UnitFacts facts =
      *SetStance(Active(HandHolding()), kAgreement, kD, "hand_holding", Stance::kOffLimits, {5, kEvening});
  EXPECT_EQ(StateOf(facts, kEvening), State::kPaused);
  facts = *SetStance(facts, kAgreement, kD, "hand_holding", Stance::kWilling, {6, kEvening});
  EXPECT_EQ(StateOf(facts, kEvening), State::kOffered);
}

TEST(SetStance, ToTentativeStopsNothing) {
  const UnitFacts facts =
      *SetStance(Active(HandHolding()), kAgreement, kD, "hand_holding", Stance::kTentative, {5, kEvening});
  EXPECT_EQ(StateOf(facts, kEvening), State::kActive);
}

TEST(SetStance, LooksMissingToWhoIsNotAParticipantAndNeedsTheConfidencePolicy) {
  UnitFacts facts = Couple();
  EXPECT_EQ(ReasonOf(SetStance(facts, kAgreement, kStranger, "hand_holding", Stance::kWilling, {2, kEvening}).status()),
            Reason::kResourceMissing);
  facts.members[0].acknowledged = false;
  EXPECT_EQ(ReasonOf(SetStance(facts, kAgreement, kP, "hand_holding", Stance::kWilling, {2, kEvening}).status()),
            Reason::kPolicyUnacknowledged);
}

TEST(Show, TellsTheTherapistEveryCauseAndTheParticipantsNone) {
  UnitFacts facts = *RecordAnswer(Active(HandHolding()), kStep, kD, AnswerKind::kNo, {5, kEvening});
  facts.members[0].held = true;
  const Shown shown = Show(facts, facts.assignments[0], kEvening);
  EXPECT_THAT(shown.causes, testing::UnorderedElementsAre(Cause::kDeclined, Cause::kClearance, Cause::kCoolingOff,
                                                          Cause::kAwaitsAnswer, Cause::kAwaitsAnswer));
}

TEST(Show, IsClosedForAllOnceAParticipantHasLeft) {
  UnitFacts facts = Active(HandHolding());
  facts.members[0].left = true;
  EXPECT_EQ(StateOf(facts, kEvening), State::kClosed);
}

}  // namespace
}  // namespace adagio::homework
