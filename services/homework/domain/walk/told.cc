// The walk's states as the reference.
#include <algorithm>

#include "services/homework/domain/walk/instants.h"
#include "services/homework/domain/walk/world.h"

namespace adagio::homework::walk {
namespace {

using reference::Reference;
using reference::Said;

constexpr int64_t kHour = 3600, kMinute = 60;
constexpr int kNever = 2, kBetween = 3;  // the numbers of activities beside the two

bool IsPart(const World& world, int step) { return world.pair == Pair::kTwins && step == 1; }

reference::Assignment StepOf(const World& world, int step, reference::People who) {
  const bool part = IsPart(world, step);
  return {.activity = ActivityOf(world, step),
          .ladder = 0,
          .rung = part ? 4 : step + 2,
          .who = who,
          .occurrences = kDays,
          .usual = (part ? kUsualOfPart : kUsual) * kMinute,
          .shorter = (part ? kShorterOfPart : kShorter) * kMinute};
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

// The highest tier of the steps that are completed, as long as those are all that have ever been.
int StoodOn(const Reference& unit) {
  int stood = 0;
  for (const reference::Assignment& step : unit.assignments) {
    if (step.completed && !step.before_return) stood = std::max(stood, unit.library[step.activity].tier);
  }
  return stood;
}

// Puts the new offer where an old one was, so that a world keeps its size: that one is as if it had never been.
reference::Reasons InPlace(Reference& unit, int step, reference::Reasons reasons) {
  if (reasons != 0) return reasons;
  unit.assignments[step] = unit.assignments.back();
  unit.assignments.pop_back();
  unit.ladders[0].stood = StoodOn(unit);
  return 0;
}

reference::Ladder PlainLadder(reference::People who) { return {.who = who, .rungs = {{1, kNever}, {2, 0}, {3, 1}}}; }

reference::Reasons Shaped(Reference& unit, Shape shape) {
  unit.ladders[0].rungs = PlainLadder(0).rungs;
  unit.ladders[0].baseline = 0;
  if (shape == Shape::kPlain) return 0;
  if (shape == Shape::kInserted) return unit.InsertRung(0, 2, kBetween);
  reference::Reasons reasons = unit.SplitRung(0, 2, kUsualOfPart * kMinute);
  if (shape == Shape::kReordered) reasons |= unit.ReorderRungs(0, {1, 2, 4, 3});
  return reasons;
}

Shape ShapeOf(const World& world) { return world.pair == Pair::kTwins ? Shape::kSplit : Shape::kPlain; }

reference::Reasons OfferAgain(Reference& unit, const Command& c, const World& world) {
  reference::Assignment asked = StepOf(world, c.step, unit.agreements[0].who);
  asked.jump_confirmed = c.form == kWithReason;
  const int stood = unit.ladders[0].stood;
  if (c.form == kWithoutReasonBackAtBaseline) unit.ladders[0].stood = 0;
  const reference::Reasons reasons = unit.Offer(asked);
  unit.ladders[0].stood = stood;
  return InPlace(unit, c.step, reasons);
}

reference::Reasons GoBack(Reference& unit, const Command& c, const World& world) {
  const Return& back = ReturnsOf(world.pair)[static_cast<std::size_t>(c.form)];
  reference::Reasons reasons = Shaped(unit, back.shape);
  if (back.baseline > 0) reasons |= unit.MarkBaseline(0, back.baseline);
  reasons |= unit.ReturnToBaseline(0);
  // The ladder is no part of a state.
  for (reference::Assignment& step : unit.assignments) step.before_return = false;
  unit.ladders[0].stood = StoodOn(unit);
  return reasons | Shaped(unit, ShapeOf(world));
}

reference::Reasons NewVersion(Reference& unit) {
  reference::Agreement& agreement = unit.agreements[0];
  agreement.drafted = true;
  agreement.draft = agreement.in_force;
  agreement.draft_review_at = kLateReview * kHour;
  agreement.approved = agreement.who;
  return unit.Release(0);
}

reference::Reasons OpenRepair(Reference& unit, bool unsafe) {
  unit.repairs.clear();
  const reference::Reasons reasons = unit.OpenRepair(1, unit.agreements[0].who, unsafe);
  if (unsafe && reasons == 0) unit.ReviewSafety(0);
  // A hold is one, whoever placed it.
  for (reference::Person& person : unit.people) person.holds = std::min(person.holds, 1);
  return reasons;
}

reference::Reasons OfPartner(Reference& unit, const Command& c, const World& world) {
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
      return unit.Reopen(c.who, ActivityOf(world, c.step));
    case Kind::kSetAside:
      return unit.SetDayAside(c.who);
    case Kind::kHurts:
    case Kind::kHurtsNoMore:
      return unit.SetDelicate(c.who, c.kind == Kind::kHurts);
    default:
      return unit.SetStance(c.who, 0, ActivityOf(world, c.step), c.kind == Kind::kWiden);
  }
}

reference::Reasons OfOthers(Reference& unit, const Command& c, const World& world) {
  switch (c.kind) {
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
    case Kind::kRepairOpensUnsafe:
      return OpenRepair(unit, c.kind == Kind::kRepairOpensUnsafe);
    case Kind::kRepairCloses:
      return unit.CloseRepair(0);
    case Kind::kRelease:
      return NewVersion(unit);
    case Kind::kTherapistPauses:
      return unit.PauseByTherapist(c.step);
    case Kind::kTherapistResumes:
      return unit.Resume(c.step);
    case Kind::kComplete:
      return unit.Complete(c.step);
    case Kind::kClose:
      return unit.Close(c.step);
    case Kind::kReturnToBaseline:
      return GoBack(unit, c, world);
    case Kind::kReschedule: {
      const int instead = c.form == kSameStep ? c.step : 1 - c.step;
      return InPlace(unit, instead, unit.Reschedule(c.step, StepOf(world, instead, unit.agreements[0].who)));
    }
    case Kind::kOffer:
      return OfferAgain(unit, c, world);
    default:
      return 0;
  }
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

reference::Person PersonOf(const Person& person) {
  return {.left = person.left, .cleared = person.cleared, .holds = person.held ? 1 : 0, .delicate = person.hurts};
}

void AddParts(const State& state, int who, const World& world, Reference& unit) {
  for (int step = 0; step < world.steps; ++step) {
    const Part& part = state.people[who].parts[step];
    const int activity = ActivityOf(world, step);
    if (part.covers) unit.agreements[0].covers[who] |= reference::Bit(activity);
    unit.assignments[step].sides[who] = SideOf(part.word, unit.clock);
    const int64_t at = ClockOf(state.instant < kCooledOff ? kBefore : kCooledOff);
    if (part.rests) unit.people[who].declines[activity] = {.made = true, .at = at, .step = true};
  }
}

}  // namespace

int64_t ClockOf(int instant) { return kHours[static_cast<std::size_t>(instant)] * kHour; }

Reference ReferenceOf(const State& state, const World& world) {
  Reference unit;
  const int64_t usual = kUsual * kMinute;
  unit.library = {{.tier = 1, .touch = true, .usual = usual, .delicate = IsDelicate(world, 0)},
                  {.tier = 3, .touch = true, .usual = usual, .delicate = IsDelicate(world, 1)},
                  {.tier = 0},
                  {.tier = 2, .touch = true, .usual = usual}};
  const reference::People all = reference::Bit(world.participants) - 1;
  unit.clock = unit.kept = ClockOf(state.instant);
  unit.midnight = kMidnight * kHour;
  unit.ladders.push_back(PlainLadder(all));
  Shaped(unit, ShapeOf(world));
  unit.agreements.push_back({.who = all, .review_at = (state.second ? kLateReview : kFirstReview) * kHour});
  if (state.repair) {
    const unsigned renewed = state.renewed ? reference::Bit(static_cast<int>(all)) : 0u;
    unit.repairs.push_back({.who = all, .opener = 1, .renewed = renewed});
  }
  for (int step = 0; step < world.steps; ++step) {
    unit.agreements[0].in_force |= reference::Bit(ActivityOf(world, step));
    unit.assignments.push_back(StepOf(world, step, all));
    unit.assignments[step].paused = state.steps[step].paused;
    unit.assignments[step].completed = state.steps[step].completed;
    unit.assignments[step].closed = state.steps[step].closed;
  }
  unit.ladders[0].stood = StoodOn(unit);
  for (int who = 0; who < world.participants; ++who) unit.people.push_back(PersonOf(state.people[who]));
  // A day set aside goes from its own moment on; what is said stands since.
  for (int who = 0; who < world.participants; ++who) {
    if (state.people[who].aside) unit.SetDayAside(who);
  }
  for (int who = 0; who < world.participants; ++who) AddParts(state, who, world, unit);
  return unit;
}

std::optional<Reference> After(const Reference& unit, const Command& command, const World& world) {
  Reference after = unit;
  const bool partners = command.kind <= Kind::kHurtsNoMore;
  const reference::Reasons reasons = partners ? OfPartner(after, command, world) : OfOthers(after, command, world);
  if (reasons != 0) return std::nullopt;
  return after;
}

State Read(const Reference& unit, State state, const World& world) {
  const reference::Agreement& agreement = unit.agreements[0];
  state.second = agreement.review_at > kFirstReview * kHour;
  state.repair = !unit.repairs.empty() && !unit.repairs[0].closed;
  state.renewed = state.repair && unit.repairs[0].renewed != 0;
  for (int step = 0; step < world.steps; ++step) {
    const reference::Assignment& assignment = unit.assignments[step];
    state.steps[step] = {.paused = assignment.paused, .completed = assignment.completed, .closed = assignment.closed};
  }
  for (int who = 0; who < world.participants; ++who) {
    Person& person = state.people[who];
    person.held = unit.people[who].holds > 0;
    person.cleared = unit.people[who].cleared;
    person.left = unit.people[who].left;
    person.hurts = unit.people[who].delicate;
    person.aside = unit.IsSetAside(who, 0);
    for (int step = 0; step < world.steps; ++step) {
      const reference::Side& side = unit.assignments[step].sides[who];
      Word word = side.said >= Said::kSoftNo ? Word::kStop : Word::kNone;
      if (unit.YesStands(who, step)) word = side.said == Said::kYes ? Word::kYes : Word::kTentative;
      const int activity = ActivityOf(world, step);
      person.parts[step] = {
          .covers = reference::Has(agreement.covers[who], activity), .word = word, .rests = unit.Rests(who, activity)};
    }
  }
  return state;
}

}  // namespace adagio::homework::walk
