// What the engine makes of the walk's commands.
#include <algorithm>
#include <utility>

#include "services/homework/domain/agreement.h"
#include "services/homework/domain/answer.h"
#include "services/homework/domain/ladder.h"
#include "services/homework/domain/limits.h"
#include "services/homework/domain/offer.h"
#include "services/homework/domain/repair.h"
#include "services/homework/domain/walk/cast.h"
#include "services/homework/domain/walk/instants.h"
#include "services/homework/domain/walk/world.h"

namespace adagio::homework::walk {
namespace {

// Puts the new offer where an old one was, so that a world keeps its size: that one is as if it had never been.
UnitFacts InPlace(UnitFacts facts, int step) {
  facts.assignments[step] = std::move(facts.assignments.back());
  facts.assignments.pop_back();
  facts.assignments[step].id = StepId(step);
  return facts;
}

absl::StatusOr<UnitFacts> Answered(const UnitFacts& facts, const Command& c, const Moment& moment) {
  const PartnerId who = Partner(c.who);
  const AssignmentId step = StepId(c.step);
  switch (c.kind) {
    case Kind::kYes:
      return RecordAnswer(facts, step, who, AnswerKind::kYes, moment);
    case Kind::kTentative:
      return RecordAnswer(facts, step, who, AnswerKind::kTentativeYes, moment);
    case Kind::kSoftNo:
      return RecordAnswer(facts, step, who, AnswerKind::kSoftNo, moment);
    case Kind::kNo:
      return RecordAnswer(facts, step, who, AnswerKind::kNo, moment);
    case Kind::kPause:
      return PauseByParticipant(facts, step, who, moment);
    default:
      return CheckIn(facts, step, who, kDefaultStressThreshold + 1, kDefaultStressThreshold, moment);
  }
}

absl::StatusOr<UnitFacts> OfPartner(const UnitFacts& facts, const Command& c, int instant, const World& world,
                                    const Moment& moment) {
  const PartnerId who = Partner(c.who);
  switch (c.kind) {
    case Kind::kReopen:
      return ReopenActivity(facts, KeyOf(world, c.step), who);
    case Kind::kNarrow:
      return SetStance(facts, TheAgreement(), who, KeyOf(world, c.step), Stance::kNotNow, moment);
    case Kind::kWiden:
      return SetStance(facts, TheAgreement(), who, KeyOf(world, c.step), Stance::kTentative, moment);
    case Kind::kSetAside:
      return SetDayAside(facts, who, EndOfDayOf(instant), moment);
    case Kind::kHurts:
      return SetContraindications(facts, who, {Contraindication::kPain}, moment);
    case Kind::kHurtsNoMore:
      return SetContraindications(facts, who, {}, moment);
    default:
      return Answered(facts, c, moment);
  }
}

absl::StatusOr<UnitFacts> OfferAgain(const UnitFacts& facts, const Command& c, const World& world,
                                     const Moment& moment) {
  Ladder ladder = LadderOf(world.pair == Pair::kTwins ? Shape::kSplit : Shape::kPlain);
  if (c.form == kWithoutReasonBackAtBaseline) ladder.returned = moment.version - 1;
  Proposal proposal = ProposalOf(facts, world, c.step);
  proposal.ground = GroundOf(facts, ladder, 0);
  proposal.jump_confirmed = c.form == kWithReason;
  absl::StatusOr<UnitFacts> after = Offer(facts, proposal, moment);
  if (after.ok()) after = InPlace(*std::move(after), c.step);
  return after;
}

absl::StatusOr<UnitFacts> Rescheduled(const UnitFacts& facts, const Command& c, const World& world,
                                      const Moment& moment) {
  const int instead = c.form == kSameStep ? c.step : 1 - c.step;
  absl::StatusOr<UnitFacts> after = Reschedule(facts, StepId(c.step), ProposalOf(facts, world, instead), moment);
  if (after.ok()) after = InPlace(*std::move(after), instead);
  return after;
}

absl::StatusOr<UnitFacts> OfTherapist(const UnitFacts& facts, const Command& c, const World& world,
                                      const Moment& moment) {
  switch (c.kind) {
    case Kind::kTherapistPauses:
      return PauseByTherapist(facts, StepId(c.step), moment);
    case Kind::kTherapistResumes:
      return Resume(facts, StepId(c.step));
    case Kind::kComplete:
      return Complete(facts, StepId(c.step));
    case Kind::kClose:
      return Close(facts, StepId(c.step));
    case Kind::kReschedule:
      return Rescheduled(facts, c, world, moment);
    case Kind::kOffer:
      return OfferAgain(facts, c, world, moment);
    default: {
      const Return& back = ReturnsOf(world.pair)[static_cast<size_t>(c.form)];
      Ladder ladder = LadderOf(back.shape);
      if (back.baseline > 0) ladder = *MarkBaseline(std::move(ladder), back.baseline);
      return ReturnToBaseline(facts, ladder, moment.now);
    }
  }
}

absl::StatusOr<UnitFacts> NewVersion(UnitFacts facts, const Moment& moment) {
  Agreement& agreement = facts.agreements[0];
  AgreementRecord record{.id = agreement.id, .participants = agreement.participants, .drafted = true};
  record.draft.activities = agreement.activities;
  record.draft.review_at = Window() + absl::Hours(kLateReview);
  for (const PartnerId& partner : agreement.participants) record.approvals[partner] = {};
  absl::StatusOr<Released> released = Release(facts, record, agreement, moment);
  if (!released.ok()) return released.status();
  agreement = released->agreement;
  return facts;
}

absl::StatusOr<UnitFacts> OfRepair(UnitFacts facts, const Command& c, const Moment& moment) {
  if (c.kind == Kind::kRepairCloses) return CloseRepair(std::move(facts), TheRepair());
  std::erase_if(facts.repairs, [](const Repair& repair) { return !repair.open; });
  const bool unsafe = c.kind == Kind::kRepairOpensUnsafe;
  const RepairRecord opened{.id = TheRepair(),
                            .participants = Everyone(facts),
                            .opener = Partner(1),
                            .unsafe_or_forced = unsafe ? UnsafeOrForced::kYes : UnsafeOrForced::kNo};
  return OpenRepair(std::move(facts), opened, moment);
}

// What other services do to the facts that steps depend on.
UnitFacts Elsewhere(UnitFacts facts, const Command& c, const Moment& moment) {
  Member& member = facts.members[c.who];
  if (c.kind == Kind::kHold) member.held = true;
  if (c.kind == Kind::kUnclear) member.cleared = false;
  if (c.kind == Kind::kHold || c.kind == Kind::kUnclear) member.stopped = moment.version;
  if (c.kind == Kind::kLift) member.held = false;
  if (c.kind == Kind::kClear) member.cleared = true;
  if (c.kind == Kind::kLeave) member.left = true;
  return facts;
}

absl::StatusOr<UnitFacts> Do(const UnitFacts& facts, const Command& c, int instant, const World& world,
                             const Moment& moment) {
  if (c.kind == Kind::kTimePasses) return facts;
  if (c.kind <= Kind::kHurtsNoMore) return OfPartner(facts, c, instant, world, moment);
  if (c.kind <= Kind::kLeave) return Elsewhere(facts, c, moment);
  if (c.kind <= Kind::kRepairCloses) return OfRepair(facts, c, moment);
  if (c.kind == Kind::kRelease) return NewVersion(facts, moment);
  return OfTherapist(facts, c, world, moment);
}

}  // namespace

std::optional<UnitFacts> After(const UnitFacts& facts, const Command& command, int instant, const World& world,
                               Version version) {
  absl::StatusOr<UnitFacts> after = Do(facts, command, instant, world, {version, TimeOf(instant)});
  if (!after.ok()) return std::nullopt;
  return *std::move(after);
}

}  // namespace adagio::homework::walk
