// The walk's states as the engine's facts.
#include <algorithm>

#include "services/homework/domain/cool_off.h"
#include "services/homework/domain/limits.h"
#include "services/homework/domain/show.h"
#include "services/homework/domain/walk/cast.h"
#include "services/homework/domain/walk/instants.h"
#include "services/homework/domain/walk/world.h"

namespace adagio::homework::walk {
namespace {

Answer AnswerOf(Word word, int instant) {
  const absl::Time now = TimeOf(instant);
  if (word == Word::kStop) return {AnswerKind::kNo, kStop, now};
  return {word == Word::kYes ? AnswerKind::kYes : AnswerKind::kTentativeYes, kFresh, now};
}

Word WordOf(const UnitFacts& facts, const Assignment& assignment, const PartnerId& partner, absl::Time now) {
  const auto answer = assignment.answers.find(partner);
  if (answer == assignment.answers.end()) return Word::kNone;
  if (Stops(answer->second.kind)) return Word::kStop;
  if (!YesStands(facts, assignment, partner, now)) return Word::kNone;
  return answer->second.kind == AnswerKind::kYes ? Word::kYes : Word::kTentative;
}

void AddPerson(const State& state, int who, const World& world, UnitFacts& facts) {
  const Person& person = state.people[who];
  const PartnerId partner = Partner(who);
  Member member{
      .partner = partner, .left = person.left, .acknowledged = true, .cleared = person.cleared, .held = person.held};
  if (person.hurts) member.contraindications.Add(Contraindication::kPain);
  if (person.aside) member.day_aside = {.said_at = TimeOf(state.instant), .day_ends = EndOfDayOf(state.instant)};
  facts.members.push_back(member);
  Agreement& agreement = facts.agreements[0];
  agreement.participants.push_back(partner);
  for (int step = 0; step < world.steps; ++step) {
    const Part& part = person.parts[step];
    const bool same_again = step > 0 && ActivityOf(world, step) == 0;
    if (part.word != Word::kNone) facts.assignments[step].answers[partner] = AnswerOf(part.word, state.instant);
    if (same_again) continue;
    agreement.stances[partner][KeyOf(world, step)] = part.covers ? Stance::kWilling : Stance::kNotNow;
    if (!part.rests) continue;
    facts.declines.push_back({.partner = partner,
                              .activity = KeyOf(world, step),
                              .tier = TierOf(world, step),
                              .step = true,
                              .at = TimeOf(state.instant < kCooledOff ? kBefore : kCooledOff)});
  }
}

}  // namespace

UnitFacts FactsOf(const State& state, const World& world) {
  UnitFacts facts;
  Agreement agreement{.id = TheAgreement(),
                      .released = kStop,
                      .review_at = Window() + absl::Hours(state.second ? kLateReview : kFirstReview)};
  for (int step = 0; step < world.steps; ++step) {
    const bool same_again = step > 0 && ActivityOf(world, step) == 0;
    if (!same_again) agreement.activities.push_back(KeyOf(world, step));
    Assignment assignment = AsOffered(world, step);
    assignment.paused_by_therapist = state.steps[step].paused;
    assignment.completed = state.steps[step].completed;
    assignment.closed = state.steps[step].closed;
    facts.assignments.push_back(std::move(assignment));
  }
  facts.agreements.push_back(std::move(agreement));
  for (int who = 0; who < world.participants; ++who) AddPerson(state, who, world, facts);
  if (state.repair) {
    facts.repairs.push_back({.id = TheRepair(),
                             .participants = facts.agreements[0].participants,
                             .opened = state.renewed ? kBeforeStop : kStop,
                             .open = true});
  }
  return facts;
}

State Read(const UnitFacts& facts, State state, const World& world) {
  const absl::Time now = TimeOf(state.instant);
  const Agreement& agreement = facts.agreements[0];
  state.second = agreement.review_at > Window() + absl::Hours(kFirstReview);
  state.repair = state.renewed = false;
  for (const Repair& repair : facts.repairs) {
    state.repair |= repair.open;
    state.renewed |= repair.open && agreement.released > repair.opened;
  }
  for (int step = 0; step < world.steps; ++step) {
    const Assignment& assignment = facts.assignments[step];
    state.steps[step] = {
        .paused = assignment.paused_by_therapist, .completed = assignment.completed, .closed = assignment.closed};
    for (int who = 0; who < world.participants; ++who) {
      const PartnerId& partner = facts.members[who].partner;
      state.people[who].parts[step] = {.covers = Covers(agreement.stances.at(partner).at(assignment.activity)),
                                       .word = WordOf(facts, assignment, partner, now)};
    }
  }
  for (int who = 0; who < world.participants; ++who) {
    const Member& member = facts.members[who];
    Person& person = state.people[who];
    person.held = member.held;
    person.cleared = member.cleared;
    person.left = member.left;
    person.hurts = member.contraindications.Has(Contraindication::kPain);
    person.aside = SetAsideUntil(facts.assignments[0], member) > now;
    for (const Decline& decline : facts.declines) {
      if (decline.partner != member.partner || !Rests(decline, now)) continue;
      for (int step = 0; step < world.steps; ++step) {
        person.parts[step].rests |= decline.activity == facts.assignments[step].activity;
      }
    }
  }
  return state;
}

}  // namespace adagio::homework::walk
