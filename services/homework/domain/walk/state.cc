#include "services/homework/domain/walk/state.h"

#include <algorithm>
#include <utility>

namespace adagio::homework::walk {
namespace {

constexpr int kBitsAStep = 3;
constexpr int kBitsAPart = 4;
constexpr int kBitsOfOneself = 5;
constexpr int kBitsAPerson = kBitsOfOneself + kMostSteps * kBitsAPart;

uint64_t CodeOf(const Person& person) {
  uint64_t code = person.held | person.cleared << 1 | person.left << 2 | person.hurts << 3 | person.aside << 4;
  for (int step = 0; step < kMostSteps; ++step) {
    const Part& part = person.parts[step];
    const uint64_t bits = part.covers | static_cast<uint64_t>(part.word) << 1 | part.rests << 3;
    code |= bits << (kBitsOfOneself + step * kBitsAPart);
  }
  return code;
}

Person PersonFrom(uint64_t code) {
  Person person{.held = (code & 1) != 0,
                .cleared = (code & 2) != 0,
                .left = (code & 4) != 0,
                .hurts = (code & 8) != 0,
                .aside = (code & 16) != 0};
  for (int step = 0; step < kMostSteps; ++step) {
    const uint64_t bits = code >> (kBitsOfOneself + step * kBitsAPart);
    person.parts[step] = {
        .covers = (bits & 1) != 0, .word = static_cast<Word>(bits >> 1 & 3), .rests = (bits & 8) != 0};
  }
  return person;
}

// What is over takes no answer and is paused no more. Once nothing can be offered again either, because somebody has
// left or the window is over, it does not matter who holds back.
void Forget(State& state, const World& world) {
  for (int step = 0; step < world.steps; ++step) {
    if (!state.IsOver(step)) continue;
    state.steps[step].paused = false;
    for (Person& person : state.people) person.parts[step].word = Word::kNone;
  }
  if (state.AnyLeft() || state.instant == kAfter) {
    for (Person& person : state.people) person = Person{.left = person.left};
  }
  state.renewed = state.renewed && state.repair;
}

}  // namespace

bool State::AnyLeft() const {
  return std::any_of(people.begin(), people.end(), [](const Person& person) { return person.left; });
}

bool State::IsOver(int step) const {
  return steps[step].completed || steps[step].closed || instant == kAfter || AnyLeft();
}

int ActivityOf(const World& world, int step) { return world.pair == Pair::kTwins ? 0 : step; }
int TierOf(const World& world, int step) { return ActivityOf(world, step) == 0 ? 1 : 3; }
bool IsDelicate(const World& world, int step) {
  return world.steps == 1 || world.pair == Pair::kTwins || step == world.steps - 1;
}

int Against(const State& state, const World& world) {
  int against = state.repair;
  for (int step = 0; step < world.steps; ++step) against += state.steps[step].paused;
  for (int who = 0; who < world.participants; ++who) {
    const Person& person = state.people[who];
    against += person.held + !person.cleared + person.hurts + person.aside;
    for (int step = 0; step < world.steps; ++step) {
      const Part& part = person.parts[step];
      const bool same_again = step > 0 && ActivityOf(world, step) == 0;
      if (!same_again) against += !part.covers + part.rests;
      against += part.word == Word::kStop && !part.rests;
    }
  }
  return against;
}

uint64_t Pack(State state, const World& world) {
  Forget(state, world);
  std::array<uint64_t, kMostParticipants> people{};
  for (int who = 0; who < world.participants; ++who) people[who] = CodeOf(state.people[who]);
  for (int end = world.alike ? world.participants : 0; end > 1; --end) {
    for (int who = 1; who < end; ++who) {
      if (people[who] < people[who - 1]) std::swap(people[who], people[who - 1]);
    }
  }
  uint64_t code = static_cast<uint64_t>(state.instant) | state.repair << 3 | state.renewed << 4 | state.second << 5;
  int at = 6;
  for (const Step& step : state.steps) {
    code |= static_cast<uint64_t>(step.paused | step.completed << 1 | step.closed << 2) << at;
    at += kBitsAStep;
  }
  for (const uint64_t person : people) {
    code |= person << at;
    at += kBitsAPerson;
  }
  return code;
}

State Unpack(uint64_t code, const World& world) {
  State state{.instant = static_cast<int>(code & 7),
              .repair = (code & 8) != 0,
              .renewed = (code & 16) != 0,
              .second = (code & 32) != 0};
  code >>= 6;
  for (Step& step : state.steps) {
    step = {.paused = (code & 1) != 0, .completed = (code & 2) != 0, .closed = (code & 4) != 0};
    code >>= kBitsAStep;
  }
  for (int who = 0; who < world.participants; ++who) {
    state.people[who] = PersonFrom(code & ((1 << kBitsAPerson) - 1));
    code >>= kBitsAPerson;
  }
  return state;
}

}  // namespace adagio::homework::walk
