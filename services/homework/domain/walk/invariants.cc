#include "services/homework/domain/walk/invariants.h"

#include "services/homework/domain/walk/instants.h"

namespace adagio::homework::walk {
namespace {

bool IsYes(Word word) { return word == Word::kYes || word == Word::kTentative; }
bool HasEnded(const Step& step) { return step.completed || step.closed; }
bool IsActive(const Moments& moments, int step) { return moments.shown.each[step].state == reference::State::kActive; }
bool IsShort(const Moments& moments, int step, const World& world) {
  const bool part = world.pair == Pair::kTwins && step == 1;
  return moments.shown.each[step].length <= 60 * (part ? kShorterOfPart : kShorter);
}

// Whether a decline of anybody that still rests speaks about `step`: of its activity, or of one of a lower tier.
bool Rests(const State& state, int step, const World& world) {
  for (int who = 0; who < world.participants; ++who) {
    for (int other = 0; other < world.steps; ++other) {
      const bool speaks =
          TierOf(world, other) < TierOf(world, step) || ActivityOf(world, other) == ActivityOf(world, step);
      if (speaks && state.people[who].parts[other].rests) return true;
    }
  }
  return false;
}

// C1: everything that must be so while a step is active.
bool MayBeActive(const State& state, int step, const World& world) {
  const bool open = state.instant > kBefore && state.instant < kAfter;
  const bool reviewed = state.instant < kPastReview || state.second;
  if (!open || !reviewed || state.repair || state.steps[step].paused || HasEnded(state.steps[step])) return false;
  for (int who = 0; who < world.participants; ++who) {
    const Person& person = state.people[who];
    if (person.held || !person.cleared || person.left || person.aside) return false;
    if (person.hurts && IsDelicate(world, step)) return false;
    if (!person.parts[step].covers || !IsYes(person.parts[step].word)) return false;
  }
  return !Rests(state, step, world);
}

// Whether a command, once it is accepted, stops `step`. What is said of a step that is over stops nothing.
bool MustStop(const State& before, const Command& c, int step, const World& world) {
  if (c.kind <= Kind::kStress && before.IsOver(c.step)) return false;
  const bool same = ActivityOf(world, c.step) == ActivityOf(world, step);
  switch (c.kind) {
    case Kind::kSoftNo:
    case Kind::kNo:
    case Kind::kPause:
    case Kind::kStress:
      return same || TierOf(world, c.step) < TierOf(world, step);
    case Kind::kNarrow:
      return same;
    case Kind::kTherapistPauses:
      return c.step == step;
    case Kind::kHurts:
      return IsDelicate(world, step);
    case Kind::kSetAside:
    case Kind::kHold:
    case Kind::kUnclear:
    case Kind::kLeave:
    case Kind::kRepairOpens:
    case Kind::kRepairOpensUnsafe:
      return true;
    default:
      return false;
  }
}

bool Answers(const Command& c) { return c.kind == Kind::kYes || c.kind == Kind::kTentative; }

bool BreaksC1(const Moments& after, int step, const World& world) {
  return IsActive(after, step) && !MayBeActive(after.state, step, world);
}

// A stop is there at once; a yes stands where it was given, and by nobody else's doing, time's least of all.
bool BreaksC2(const Moments& before, const Command& c, const Moments& after, int step, const World& world) {
  if (IsActive(after, step) && MustStop(before.state, c, step, world)) return true;
  for (int who = 0; who < world.participants; ++who) {
    const Word was = before.state.people[who].parts[step].word, is = after.state.people[who].parts[step].word;
    const bool own_answer = Answers(c) && c.who == who && c.step == step;
    if (IsYes(is) && is != was && !own_answer) return true;
  }
  return false;
}

// Only a clinician's act offers, and completes; what is rescheduled is no harder.
bool BreaksC3(const Moments& before, const Command& c, const Moments& after, int step, const World& world) {
  const Step &was = before.state.steps[step], &is = after.state.steps[step];
  const bool offers = c.kind == Kind::kOffer || c.kind == Kind::kReschedule;
  if (HasEnded(was) && !HasEnded(is) && !offers) return true;
  if (is.completed && !was.completed && (c.kind != Kind::kComplete || c.step != step)) return true;
  const bool harder = TierOf(world, 1 - c.step) > TierOf(world, c.step) || (world.pair == Pair::kTwins && c.step == 1);
  return c.kind == Kind::kReschedule && c.form == kOtherStep && harder;
}

// A decline, pause or setback takes nothing away that was done, and ends nothing but what stands above a baseline.
bool BreaksC4(const Moments& before, const Command& c, const Moments& after, int step) {
  const Step &was = before.state.steps[step], &is = after.state.steps[step];
  const bool replaces = c.kind == Kind::kOffer || c.kind == Kind::kReschedule;
  if (was.completed && !is.completed && !replaces) return true;
  return c.kind <= Kind::kRepairCloses && is.closed && !was.closed;
}

// What rests is not offered, and goes on resting until its time is over or who declined takes it back.
bool BreaksC5(const Moments& before, const Command& c, const Moments& after, int step, const World& world) {
  const int offered = c.kind == Kind::kReschedule && c.form == kOtherStep ? 1 - c.step : c.step;
  const bool offers = c.kind == Kind::kOffer || c.kind == Kind::kReschedule;
  if (offers && offered == step && Rests(before.state, step, world)) return true;
  for (int who = 0; who < world.participants; ++who) {
    const bool took_back =
        c.who == who && (Answers(c) || c.kind == Kind::kReopen) && ActivityOf(world, c.step) == ActivityOf(world, step);
    const bool rested = before.state.people[who].parts[step].rests, rests = after.state.people[who].parts[step].rests;
    if (rested && !rests && !took_back && c.kind != Kind::kTimePasses) return true;
  }
  return false;
}

// A tentative yes makes it short for all, and does not outlive its occurrence.
bool BreaksC6(const Moments& before, const Command& c, const Moments& after, int step, const World& world) {
  const bool next_occurrence = c.kind == Kind::kTimePasses && before.state.instant != kBefore;
  for (int who = 0; who < world.participants; ++who) {
    if (after.state.people[who].parts[step].word != Word::kTentative) continue;
    if (next_occurrence || (IsActive(after, step) && !IsShort(after, step, world))) return true;
  }
  return false;
}

}  // namespace

unsigned Broken(const Moments& before, const Command& c, const Moments& after, const World& world) {
  unsigned broken = 0;
  for (int step = 0; step < world.steps; ++step) {
    broken |= BreaksC1(after, step, world) | BreaksC2(before, c, after, step, world) << 1 |
              BreaksC3(before, c, after, step, world) << 2 | BreaksC4(before, c, after, step) << 3 |
              BreaksC5(before, c, after, step, world) << 4 | BreaksC6(before, c, after, step, world) << 5;
  }
  return broken;
}

}  // namespace adagio::homework::walk
