// The walk's states as the engine's facts.
// Long because how facts are made of a state, moved on and read back must be seen together.
#include <algorithm>
#include <array>
#include <utility>

#include "services/homework/domain/agreement.h"
#include "services/homework/domain/answer.h"
#include "services/homework/domain/cool_off.h"
#include "services/homework/domain/ladder.h"
#include "services/homework/domain/offer.h"
#include "services/homework/domain/recurrence.h"
#include "services/homework/domain/repair.h"
#include "services/homework/domain/show.h"
#include "services/homework/domain/walk/instants.h"
#include "services/homework/domain/walk/world.h"

namespace adagio::homework::walk {
namespace {

// Versions of facts made from a state: what a stop outlived, stops, yeses after it.
constexpr Version kBeforeStop = 1, kStop = 2, kFresh = 3;
constexpr int kStepsBelow = 1;  // a step that is never offered stands below the two

absl::Time Window() { return absl::FromUnixSeconds(1'772'481'600); }
absl::Time TimeOf(int instant) { return Window() + absl::Hours(kHours[instant]); }

Uuid NumberedUuid(char kind, int number) {
  std::string bytes(16, kind);
  bytes[15] = static_cast<char>(number);
  return Uuid::FromBytes(bytes);
}
PartnerId Partner(int who) { return PartnerId(NumberedUuid('p', who)); }
AssignmentId StepId(int step) { return AssignmentId(NumberedUuid('a', step)); }
AgreementId TheAgreement() { return AgreementId(NumberedUuid('g', 0)); }
RepairId TheRepair() { return RepairId(NumberedUuid('r', 0)); }
LadderId TheLadder() { return LadderId(NumberedUuid('l', 0)); }
std::string ActivityOf(int step) { return step == 0 ? "hold" : "rub"; }
int TierOf(int step) { return step == 0 ? 1 : 3; }

// One occurrence a day.
const Schedule& Days() {
  static const auto* const kSchedule =
      new Schedule(*Expand({.starts_at = Window(), .occurrences = kDays, .open_for = absl::ZeroDuration()}));
  return *kSchedule;
}

std::vector<PartnerId> Everyone(const UnitFacts& facts) {
  std::vector<PartnerId> everyone;
  for (const Member& member : facts.members) everyone.push_back(member.partner);
  return everyone;
}

Proposal ProposalOf(const UnitFacts& facts, int step) {
  return {.id = AssignmentId(NumberedUuid('a', 9)),
          .activity = {.key = ActivityOf(step), .tier = TierOf(step), .touch = true},
          .ladder = TheLadder(),
          .step = step + 1 + kStepsBelow,
          .participants = Everyone(facts),
          .schedule = Days(),
          .usual_length = absl::Minutes(10),
          .shorter_length = absl::Minutes(5)};
}

// With the baseline right below `step`.
absl::StatusOr<Ladder> LadderBelow(int step) {
  return MarkBaseline(
      {.id = TheLadder(), .participants = {}, .steps = StepsOf({"never", ActivityOf(0), ActivityOf(1)})},
      step + kStepsBelow);
}

// Puts the new offer where the old one was, so that a world keeps its size.
UnitFacts InPlace(UnitFacts facts, int step) {
  facts.assignments[step] = facts.assignments.back();
  facts.assignments.pop_back();
  facts.assignments[step].id = StepId(step);
  return facts;
}

// An offer to so many, as the engine makes it.
Assignment AsOffered(int step, int participants) {
  static const auto* const kOffered = [] {
    auto* all = new std::array<std::array<Assignment, kMostSteps>, kMostParticipants + 1>();
    for (int many = 2; many <= kMostParticipants; ++many) {
      UnitFacts facts;
      Agreement agreement{.id = TheAgreement(), .released = kStop, .review_at = Window() + absl::Hours(kFirstReview)};
      for (int each = 0; each < kMostSteps; ++each) agreement.activities.push_back(ActivityOf(each));
      for (int who = 0; who < many; ++who) {
        facts.members.push_back({.partner = Partner(who), .acknowledged = true, .cleared = true});
        for (const std::string& key : agreement.activities) agreement.stances[Partner(who)][key] = Stance::kWilling;
      }
      agreement.participants = Everyone(facts);
      facts.agreements.push_back(agreement);
      for (int each = 0; each < kMostSteps; ++each) {
        const UnitFacts offered = *Offer(facts, ProposalOf(facts, each), {kStop, TimeOf(kBefore)});
        (*all)[many][each] = offered.assignments[0];
        (*all)[many][each].id = StepId(each);
        (*all)[many][each].stopped = kStop;
      }
    }
    return all;
  }();
  return (*kOffered)[participants][step];
}

Answer AnswerOf(Word word, int instant) {
  const absl::Time now = TimeOf(instant);
  if (word == Word::kStop) return {AnswerKind::kNo, kStop, now};
  return {word == Word::kYes ? AnswerKind::kYes : AnswerKind::kTentativeYes, kFresh, now};
}

absl::StatusOr<UnitFacts> OfPartner(const UnitFacts& facts, const Command& c, const Moment& moment) {
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
    case Kind::kStress:
      return CheckIn(facts, step, who, kDefaultStressThreshold + 1, kDefaultStressThreshold, moment);
    case Kind::kReopen:
      return ReopenActivity(facts, ActivityOf(c.step), who);
    default:
      return SetStance(facts, TheAgreement(), who, ActivityOf(c.step),
                       c.kind == Kind::kNarrow ? Stance::kNotNow : Stance::kTentative, moment);
  }
}

absl::StatusOr<UnitFacts> OfTherapist(const UnitFacts& facts, const Command& c, const Moment& moment) {
  const AssignmentId step = StepId(c.step);
  switch (c.kind) {
    case Kind::kTherapistPauses:
      return PauseByTherapist(facts, step, moment);
    case Kind::kTherapistResumes:
      return Resume(facts, step);
    case Kind::kComplete:
      return Complete(facts, step);
    case Kind::kClose:
      return Close(facts, step);
    case Kind::kReturnToBaseline:
      return ReturnToBaseline(facts, *LadderBelow(c.step), moment.now);
    default: {
      const Proposal proposal = ProposalOf(facts, c.step);
      absl::StatusOr<UnitFacts> after =
          c.kind == Kind::kOffer ? Offer(facts, proposal, moment) : Reschedule(facts, step, proposal, moment);
      if (after.ok()) after = InPlace(*std::move(after), c.step);
      return after;
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

absl::StatusOr<UnitFacts> OpenOrCloseRepair(UnitFacts facts, const Command& c, const Moment& moment) {
  if (c.kind == Kind::kRepairCloses) return CloseRepair(std::move(facts), TheRepair());
  std::erase_if(facts.repairs, [](const Repair& repair) { return !repair.open; });
  const RepairRecord opened{.id = TheRepair(),
                            .participants = Everyone(facts),
                            .opener = Partner(1),
                            .unsafe_or_forced = UnsafeOrForced::kNo};
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

absl::StatusOr<UnitFacts> Do(const UnitFacts& facts, const Command& c, const Moment& moment) {
  if (c.kind == Kind::kTimePasses) return facts;
  if (c.kind <= Kind::kWiden) return OfPartner(facts, c, moment);
  if (c.kind <= Kind::kLeave) return Elsewhere(facts, c, moment);
  if (c.kind <= Kind::kRepairCloses) return OpenOrCloseRepair(facts, c, moment);
  if (c.kind == Kind::kRelease) return NewVersion(facts, moment);
  return OfTherapist(facts, c, moment);
}

Word WordOf(const UnitFacts& facts, const Assignment& assignment, const PartnerId& partner, absl::Time now) {
  const auto answer = assignment.answers.find(partner);
  if (answer == assignment.answers.end()) return Word::kNone;
  if (Stops(answer->second.kind)) return Word::kStop;
  if (!YesStands(facts, assignment, partner, now)) return Word::kNone;
  return answer->second.kind == AnswerKind::kYes ? Word::kYes : Word::kTentative;
}

void AddPerson(const State& state, int who, const Size& size, UnitFacts& facts) {
  const Person& person = state.people[who];
  const PartnerId partner = Partner(who);
  facts.members.push_back(
      {.partner = partner, .left = person.left, .acknowledged = true, .cleared = person.cleared, .held = person.held});
  Agreement& agreement = facts.agreements[0];
  agreement.participants.push_back(partner);
  for (int step = 0; step < size.steps; ++step) {
    const Part& part = person.parts[step];
    agreement.stances[partner][ActivityOf(step)] = part.covers ? Stance::kWilling : Stance::kNotNow;
    if (part.word != Word::kNone) facts.assignments[step].answers[partner] = AnswerOf(part.word, state.instant);
    if (!part.rests) continue;
    facts.declines.push_back({.partner = partner,
                              .activity = ActivityOf(step),
                              .tier = TierOf(step),
                              .step = true,
                              .at = TimeOf(state.instant < kCooledOff ? kBefore : kCooledOff)});
  }
}

}  // namespace

UnitFacts FactsOf(const State& state, const Size& size) {
  UnitFacts facts;
  Agreement agreement{.id = TheAgreement(),
                      .released = kStop,
                      .review_at = Window() + absl::Hours(state.second ? kLateReview : kFirstReview)};
  for (int step = 0; step < size.steps; ++step) {
    agreement.activities.push_back(ActivityOf(step));
    Assignment assignment = AsOffered(step, size.participants);
    assignment.paused_by_therapist = state.steps[step].paused;
    assignment.completed = state.steps[step].completed;
    assignment.closed = state.steps[step].closed;
    facts.assignments.push_back(std::move(assignment));
  }
  facts.agreements.push_back(std::move(agreement));
  for (int who = 0; who < size.participants; ++who) AddPerson(state, who, size, facts);
  if (state.repair) {
    facts.repairs.push_back({.id = TheRepair(),
                             .participants = facts.agreements[0].participants,
                             .opened = state.renewed ? kBeforeStop : kStop,
                             .open = true});
  }
  return facts;
}

std::optional<UnitFacts> After(const UnitFacts& facts, const Command& command, int instant, Version version) {
  absl::StatusOr<UnitFacts> after = Do(facts, command, {version, TimeOf(instant)});
  if (!after.ok()) return std::nullopt;
  return *std::move(after);
}

State Read(const UnitFacts& facts, State state, const Size& size) {
  const absl::Time now = TimeOf(state.instant);
  const Agreement& agreement = facts.agreements[0];
  state.second = agreement.review_at > Window() + absl::Hours(kFirstReview);
  state.repair = state.renewed = false;
  for (const Repair& repair : facts.repairs) {
    state.repair |= repair.open;
    state.renewed |= repair.open && agreement.released > repair.opened;
  }
  for (int step = 0; step < size.steps; ++step) {
    const Assignment& assignment = facts.assignments[step];
    state.steps[step] = {
        .paused = assignment.paused_by_therapist, .completed = assignment.completed, .closed = assignment.closed};
    for (int who = 0; who < size.participants; ++who) {
      const PartnerId& partner = facts.members[who].partner;
      state.people[who].parts[step] = {.covers = Covers(agreement.stances.at(partner).at(ActivityOf(step))),
                                       .word = WordOf(facts, assignment, partner, now)};
    }
  }
  for (int who = 0; who < size.participants; ++who) {
    const Member& member = facts.members[who];
    Person& person = state.people[who];
    person.held = member.held;
    person.cleared = member.cleared;
    person.left = member.left;
    for (const Decline& decline : facts.declines) {
      if (decline.partner != member.partner || !Rests(decline, now)) continue;
      for (int step = 0; step < size.steps; ++step) person.parts[step].rests |= decline.activity == ActivityOf(step);
    }
  }
  return state;
}

std::string Disagreement(const UnitFacts& facts, const reference::Reference& unit, int instant) {
  const absl::Time now = TimeOf(instant);
  for (std::size_t step = 0; step < facts.assignments.size(); ++step) {
    const Assignment& assignment = facts.assignments[step];
    const int number = static_cast<int>(step);
    const Shown shown = Show(facts, assignment, now);
    if (static_cast<int>(shown.state) != static_cast<int>(unit.StateOf(number))) return "the state of a step";
    if (IsOver(facts, assignment, now) != unit.IsOver(number)) return "whether a step is over";
    if (absl::ToInt64Seconds(shown.length) != unit.LengthOf(number)) return "the length of a step";
    for (std::size_t who = 0; who < facts.members.size(); ++who) {
      const ParticipantView view = ShowTo(facts, assignment, facts.members[who].partner, now);
      const reference::Seen seen = unit.ShownTo(static_cast<int>(who), number);
      const bool own = seen.own != reference::Said::kNothing;
      if (view.state != shown.state || view.asks_you != seen.asks_you || view.own_answer.has_value() != own ||
          absl::ToInt64Seconds(view.own_length) != seen.own_length) {
        return "what a participant sees";
      }
    }
  }
  return "";
}

}  // namespace adagio::homework::walk
