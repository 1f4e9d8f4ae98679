// The walk's states as the reference.
#include "services/homework/domain/walk/instants.h"
#include "services/homework/domain/walk/world.h"

namespace adagio::homework::walk {
namespace {

using reference::Reference;
using reference::Said;

constexpr int64_t kHour = 3600;
constexpr int kNever = 2;  // the number of the activity below the two

reference::Assignment StepOf(int step, reference::People who) {
  return {
      .activity = step, .ladder = 0, .place = step + 1, .who = who, .occurrences = kDays, .usual = 600, .shorter = 300};
}

Said SaidOf(Kind kind) {
  switch (kind) {
    case Kind::kYes:
      return Said::kYes;
    case Kind::kTentative:
      return Said::kTentative;
    case Kind::kSoftNo:
      return Said::kSoftNo;
    default:
      return Said::kNo;
  }
}

reference::Reasons InPlace(Reference& unit, int step, reference::Reasons reasons) {
  if (reasons != 0) return reasons;
  unit.assignments[step] = unit.assignments.back();
  unit.assignments.pop_back();
  return 0;
}

reference::Reasons Do(Reference& unit, const Command& c) {
  const reference::People all = unit.agreements[0].who;
  switch (c.kind) {
    case Kind::kYes:
    case Kind::kTentative:
    case Kind::kSoftNo:
    case Kind::kNo:
      return unit.Answer(c.who, c.step, SaidOf(c.kind));
    case Kind::kPause:
      return unit.Pause(c.who, c.step);
    case Kind::kStress:
      return unit.CheckIn(c.who, c.step, 71);
    case Kind::kReopen:
      return unit.Reopen(c.who, c.step);
    case Kind::kNarrow:
    case Kind::kWiden:
      return unit.SetStance(c.who, 0, c.step, c.kind == Kind::kWiden);
    case Kind::kHold:
      return unit.PlaceHold(c.who);
    case Kind::kLift:
      return unit.LiftHold(c.who);
    case Kind::kUnclear:
    case Kind::kClear:
      return unit.SetClearance(c.who, c.kind == Kind::kClear);
    case Kind::kLeave:
      return unit.Leave(c.who);
    case Kind::kRepairOpens:
      unit.repairs.clear();
      return unit.OpenRepair(1, all, false);
    case Kind::kRepairCloses:
      return unit.CloseRepair(0);
    case Kind::kRelease: {
      reference::Agreement& agreement = unit.agreements[0];
      agreement.drafted = true;
      agreement.draft = agreement.in_force;
      agreement.draft_review_at = kLateReview * kHour;
      agreement.approved = all;
      return unit.Release(0);
    }
    case Kind::kTherapistPauses:
      return unit.PauseByTherapist(c.step);
    case Kind::kTherapistResumes:
      return unit.Resume(c.step);
    case Kind::kComplete:
      return unit.Complete(c.step);
    case Kind::kClose:
      return unit.Close(c.step);
    case Kind::kReturnToBaseline:
      unit.MarkBaseline(0, c.step);
      return unit.ReturnToBaseline(0);
    case Kind::kReschedule:
      return InPlace(unit, c.step, unit.Reschedule(c.step, StepOf(c.step, all)));
    case Kind::kOffer:
      return InPlace(unit, c.step, unit.Offer(StepOf(c.step, all)));
    case Kind::kTimePasses:
      return 0;
  }
  return 0;
}

reference::Side SideOf(Word word, int64_t at) {
  switch (word) {
    case Word::kNone:
      return {};
    case Word::kStop:
      return {Said::kNo, false, at};
    default:
      return {word == Word::kYes ? Said::kYes : Said::kTentative, true, at};
  }
}

}  // namespace

int64_t ClockOf(int instant) { return kHours[static_cast<std::size_t>(instant)] * kHour; }

Reference ReferenceOf(const State& state, const Size& size) {
  Reference unit;
  unit.library = {{.tier = 1, .touch = true}, {.tier = 3, .touch = true}, {.tier = 0}};
  const reference::People all = reference::Bit(size.participants) - 1;
  const reference::Activities steps = reference::Bit(size.steps) - 1;
  unit.clock = unit.kept = ClockOf(state.instant);
  unit.ladders.push_back({.who = all, .activities = {kNever, 0, 1}});
  unit.agreements.push_back(
      {.who = all, .in_force = steps, .review_at = (state.second ? kLateReview : kFirstReview) * kHour});
  if (state.repair) {
    const unsigned renewed = state.renewed ? reference::Bit(static_cast<int>(all)) : 0u;
    unit.repairs.push_back({.who = all, .opener = 1, .renewed = renewed});
  }
  for (int step = 0; step < size.steps; ++step) {
    unit.assignments.push_back(StepOf(step, all));
    unit.assignments[step].paused = state.steps[step].paused;
    unit.assignments[step].completed = state.steps[step].completed;
    unit.assignments[step].closed = state.steps[step].closed;
  }
  for (int who = 0; who < size.participants; ++who) {
    const Person& person = state.people[who];
    unit.people.push_back({.left = person.left, .cleared = person.cleared, .holds = person.held ? 1 : 0});
    for (int step = 0; step < size.steps; ++step) {
      const Part& part = person.parts[step];
      if (part.covers) unit.agreements[0].covers[who] |= reference::Bit(step);
      unit.assignments[step].sides[who] = SideOf(part.word, unit.clock);
      const int64_t at = ClockOf(state.instant < kCooledOff ? kBefore : kCooledOff);
      if (part.rests) unit.people[who].declines[step] = {.made = true, .at = at, .step = true};
    }
  }
  return unit;
}

std::optional<Reference> After(const Reference& unit, const Command& command) {
  Reference after = unit;
  if (Do(after, command) != 0) return std::nullopt;
  return after;
}

State Read(const Reference& unit, State state, const Size& size) {
  const reference::Agreement& agreement = unit.agreements[0];
  state.second = agreement.review_at > kFirstReview * kHour;
  state.repair = !unit.repairs.empty() && !unit.repairs[0].closed;
  state.renewed = state.repair && unit.repairs[0].renewed != 0;
  for (int step = 0; step < size.steps; ++step) {
    const reference::Assignment& assignment = unit.assignments[step];
    state.steps[step] = {.paused = assignment.paused, .completed = assignment.completed, .closed = assignment.closed};
  }
  for (int who = 0; who < size.participants; ++who) {
    Person& person = state.people[who];
    person.held = unit.people[who].holds > 0;
    person.cleared = unit.people[who].cleared;
    person.left = unit.people[who].left;
    for (int step = 0; step < size.steps; ++step) {
      const reference::Side& side = unit.assignments[step].sides[who];
      Word word = side.said >= Said::kSoftNo ? Word::kStop : Word::kNone;
      if (unit.YesStands(who, step)) word = side.said == Said::kYes ? Word::kYes : Word::kTentative;
      person.parts[step] = {
          .covers = reference::Has(agreement.covers[who], step), .word = word, .rests = unit.Rests(who, step)};
    }
  }
  return state;
}

}  // namespace adagio::homework::walk
