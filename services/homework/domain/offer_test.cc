#include "services/homework/domain/offer.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/homework/domain/cool_off.h"
#include "services/homework/domain/facts_for_test.h"

namespace adagio::homework {
namespace {

const Moment kNow{2, kEvening};

Reason WhyNot(const UnitFacts& facts, const Proposal& proposal, const Moment& moment = kNow) {
  return ReasonOf(Offer(facts, proposal, moment).status());
}

TEST(Offer, AsksEveryParticipantAndIsNotActive) {
  const UnitFacts facts = Offered(HandHolding());
  EXPECT_EQ(StateOf(facts, kEvening), State::kOffered);
  EXPECT_TRUE(ShowTo(facts, facts.assignments[0], kP, kEvening).asks_you);
  EXPECT_TRUE(ShowTo(facts, facts.assignments[0], kD, kEvening).asks_you);
}

TEST(Offer, IsRefusedWhileAParticipantIsNotClearedOrHeld) {
  UnitFacts facts = Couple();
  facts.members[1].cleared = false;
  EXPECT_EQ(WhyNot(facts, ProposalOf(HandHolding())), Reason::kClearanceHeld);
  facts.members[1] = Couple().members[1];
  facts.members[0].held = true;
  EXPECT_EQ(WhyNot(facts, ProposalOf(HandHolding())), Reason::kClearanceHeld);
}

TEST(Offer, IsRefusedOutsideTheAgreement) {
  UnitFacts facts = Couple();
  EXPECT_EQ(WhyNot(facts, ProposalOf({.key = "kissing", .tier = 4, .touch = true})), Reason::kOutsideAgreement);
  facts.agreements[0].stances[kD]["hand_holding"] = Stance::kNotNow;
  EXPECT_EQ(WhyNot(facts, ProposalOf(HandHolding())), Reason::kOutsideAgreement);
  facts = Couple();
  facts.agreements[0].released = 0;
  EXPECT_EQ(WhyNot(facts, ProposalOf(HandHolding())), Reason::kOutsideAgreement);
}

TEST(Offer, IsRefusedFromTheReviewDateOn) {
  UnitFacts facts = Couple();
  facts.agreements[0].review_at = kEvening;
  EXPECT_EQ(WhyNot(facts, ProposalOf(HandHolding())), Reason::kOutsideAgreement);
}

TEST(Offer, OfOnePairsAgreementDoesNotBindAnother) {
  UnitFacts facts = Couple();
  facts.members.push_back({.partner = kStranger, .acknowledged = true, .cleared = true});
  EXPECT_EQ(WhyNot(facts, ProposalOf(HandHolding(), 1, {kD, kStranger})), Reason::kOutsideAgreement);
}

TEST(Offer, ToOnePartnerAloneNeedsNoAgreementAndNoClearance) {
  UnitFacts facts = Couple();
  facts.members[1].held = true;
  facts.agreements.clear();
  EXPECT_EQ(WhyNot(facts, ProposalOf(Grounding(), 1, {kD})), Reason::kNone);
}

TEST(Offer, OfTouchTakesTwo) { EXPECT_EQ(WhyNot(Couple(), ProposalOf(HandHolding(), 1, {kD})), Reason::kFieldInvalid); }

TEST(Offer, RefusesParticipantsWhoAreNotThere) {
  EXPECT_EQ(WhyNot(Couple(), ProposalOf(HandHolding(), 1, {})), Reason::kFieldInvalid);
  EXPECT_EQ(WhyNot(Couple(), ProposalOf(HandHolding(), 1, {kP, kStranger})), Reason::kFieldInvalid);
  EXPECT_EQ(WhyNot(Couple(), ProposalOf(HandHolding(), 1, {kP, kP})), Reason::kFieldInvalid);
  UnitFacts facts = Couple();
  facts.members[1].left = true;
  EXPECT_EQ(WhyNot(facts, ProposalOf(HandHolding())), Reason::kFieldInvalid);
}

TEST(Offer, RefusesWindowsAndLengthsThatMakeNoSense) {
  const auto with = [](auto change) {
    Proposal proposal = ProposalOf(HandHolding());
    change(proposal);
    return WhyNot(Couple(), proposal);
  };
  EXPECT_EQ(with([](Proposal& p) { p.schedule = Schedule(); }), Reason::kFieldInvalid);
  EXPECT_EQ(with([](Proposal& p) { p.schedule = DailyFrom(kEvening - absl::Hours(6 * 24), 6); }),
            Reason::kFieldInvalid);
  EXPECT_EQ(with([](Proposal& p) { p.schedule = DailyFrom(kEvening + absl::Hours(367 * 24), 6); }),
            Reason::kFieldInvalid);
  EXPECT_EQ(with([](Proposal& p) { p.usual_length = absl::ZeroDuration(); }), Reason::kFieldInvalid);
  EXPECT_EQ(with([](Proposal& p) { p.usual_length = absl::Hours(25); }), Reason::kFieldInvalid);
  EXPECT_EQ(with([](Proposal& p) { p.shorter_length = p.usual_length + absl::Seconds(1); }), Reason::kFieldInvalid);
  EXPECT_EQ(with([](Proposal&) {}), Reason::kNone);
}

TEST(Offer, OfAJumpOfMoreThanOneTierWantsTheTherapistsReason) {
  Proposal proposal = ProposalOf(BackRub());  // of tier 3
  for (const auto& [ground, reason] : {std::pair(0, Reason::kJumpUnconfirmed), std::pair(1, Reason::kJumpUnconfirmed),
                                       std::pair(2, Reason::kNone), std::pair(3, Reason::kNone)}) {
    proposal.ground = ground;
    EXPECT_EQ(WhyNot(Couple(), proposal), reason) << ground;
  }
  proposal.ground = 1;
  proposal.jump_confirmed = true;
  EXPECT_EQ(WhyNot(Couple(), proposal), Reason::kNone);
  proposal.ground = std::nullopt;
  proposal.jump_confirmed = false;
  EXPECT_EQ(WhyNot(Couple(), proposal), Reason::kNone) << "of no ladder";
}

TEST(CoolOff, KeepsADeclinedActivityAndHigherTiersFromBeingOfferedForSevenDays) {
  const UnitFacts declined =
      *RecordAnswer(Offered(HandHolding()), NumberedAssignment(1), kD, AnswerKind::kSoftNo, {3, kEvening});
  const auto on_day = [&](const Activity& activity, int day) {
    Proposal proposal = ProposalOf(activity, 2);
    proposal.schedule = DailyFrom(kEvening + absl::Hours(24 * day), 6);
    return WhyNot(declined, proposal, {4, kEvening + absl::Hours(24 * day)});
  };
  EXPECT_EQ(on_day(HandHolding(), 6), Reason::kCoolingOff);
  EXPECT_EQ(on_day(BackRub(), 6), Reason::kCoolingOff);
  EXPECT_EQ(on_day(HandHolding(), 7), Reason::kNone);
  EXPECT_EQ(on_day(BackRub(), 7), Reason::kNone);
}

TEST(CoolOff, LeavesGentlerActivitiesAlone) {
  const UnitFacts declined =
      *RecordAnswer(Offered(BackRub()), NumberedAssignment(1), kD, AnswerKind::kNo, {3, kEvening});
  EXPECT_EQ(WhyNot(declined, ProposalOf(HandHolding(), 2), {4, kEvening}), Reason::kNone);
}

TEST(CoolOff, OfAPracticeOutsideTheLadderLeavesTheLadderAlone) {
  UnitFacts facts = *Offer(Couple(), ProposalOf(Grounding(), 1, {kD}), kNow);
  facts = *RecordAnswer(facts, NumberedAssignment(1), kD, AnswerKind::kNo, {3, kEvening});
  EXPECT_EQ(WhyNot(facts, ProposalOf(HandHolding(), 2), {4, kEvening}), Reason::kNone);
  EXPECT_EQ(WhyNot(facts, ProposalOf(Grounding(), 2, {kD}), {4, kEvening}), Reason::kCoolingOff);
  EXPECT_EQ(WhyNot(facts, ProposalOf(Grounding(), 2, {kP}), {4, kEvening}), Reason::kNone)
      << "the other never declined";
}

TEST(CoolOff, EndsWhenItsMakerSaysYesAgain) {
  UnitFacts facts = *RecordAnswer(Offered(HandHolding()), NumberedAssignment(1), kD, AnswerKind::kNo, {3, kEvening});
  facts = *RecordAnswer(facts, NumberedAssignment(1), kP, AnswerKind::kYes, {4, kEvening});
  EXPECT_EQ(WhyNot(facts, ProposalOf(BackRub(), 2), {5, kEvening}), Reason::kCoolingOff)
      << "the other cannot reopen it";
  facts = *RecordAnswer(facts, NumberedAssignment(1), kD, AnswerKind::kTentativeYes, {5, kEvening});
  EXPECT_EQ(WhyNot(facts, ProposalOf(BackRub(), 2), {6, kEvening}), Reason::kNone);
}

TEST(Reschedule, OffersTheSameOrAnEasierStepAndClosesTheOld) {
  UnitFacts facts = *CheckIn(Active(BackRub()), NumberedAssignment(1), kD, 90, 70, {5, kEvening});
  facts = *Reschedule(facts, NumberedAssignment(1), ProposalOf(HandHolding(), 2), {6, kEvening});
  EXPECT_EQ(StateOf(facts, kEvening, 1), State::kClosed);
  EXPECT_EQ(StateOf(facts, kEvening, 2), State::kOffered);
}

TEST(Reschedule, NeverOffersAHarderOrALongerStep) {
  const UnitFacts facts = Offered(HandHolding());
  const auto why = [&](const Proposal& proposal) {
    return ReasonOf(Reschedule(facts, NumberedAssignment(1), proposal, {3, kEvening}).status());
  };
  EXPECT_EQ(why(ProposalOf(BackRub(), 2)), Reason::kHarderStep);
  EXPECT_EQ(why(ProposalOf({.key = "sitting_close", .tier = 1, .touch = true}, 2)), Reason::kHarderStep);
  Proposal longer = ProposalOf(HandHolding(), 2);
  longer.usual_length += absl::Minutes(1);
  EXPECT_EQ(why(longer), Reason::kHarderStep);
  EXPECT_EQ(why(ProposalOf(HandHolding(), 2, {kP})), Reason::kFieldInvalid);
}

TEST(Reschedule, OfTheDeclinedActivityItselfWaitsOutTheCoolOff) {
  const UnitFacts facts =
      *RecordAnswer(Offered(HandHolding()), NumberedAssignment(1), kD, AnswerKind::kNo, {3, kEvening});
  EXPECT_EQ(ReasonOf(Reschedule(facts, NumberedAssignment(1), ProposalOf(HandHolding(), 2), {4, kEvening}).status()),
            Reason::kCoolingOff);
}

TEST(TherapistsPause, StopsUntilResumedAndThenEveryoneIsAskedAgain) {
  UnitFacts facts = *PauseByTherapist(Active(HandHolding()), NumberedAssignment(1), {5, kEvening});
  EXPECT_EQ(StateOf(facts, kEvening), State::kPaused);
  facts = *Resume(facts, NumberedAssignment(1));
  EXPECT_EQ(StateOf(facts, kEvening), State::kOffered);
}

TEST(Ending, IsFinalAndAlsoPossibleAfterTheWindow) {
  const absl::Time later = kEvening + absl::Hours(7 * 24);
  EXPECT_EQ(StateOf(Active(HandHolding()), later), State::kClosed);
  const UnitFacts completed = *Complete(Active(HandHolding()), NumberedAssignment(1));
  EXPECT_EQ(StateOf(completed, later), State::kCompleted);
  for (const auto& again :
       {Complete(completed, NumberedAssignment(1)), Close(completed, NumberedAssignment(1)),
        Resume(completed, NumberedAssignment(1)),
        Reschedule(completed, NumberedAssignment(1), ProposalOf(HandHolding(), 2), {6, kEvening})}) {
    EXPECT_EQ(ReasonOf(again.status()), Reason::kAlreadyOver);
  }
}

TEST(Ending, OfWhatIsNotThereIsMissing) {
  EXPECT_EQ(ReasonOf(Complete(Couple(), NumberedAssignment(9)).status()), Reason::kResourceMissing);
  EXPECT_EQ(ReasonOf(PauseByTherapist(Couple(), NumberedAssignment(9), kNow).status()), Reason::kResourceMissing);
}

}  // namespace
}  // namespace adagio::homework
