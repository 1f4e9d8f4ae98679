#include "services/homework/domain/walk/state.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"

namespace adagio::homework::walk {
namespace {

constexpr int kBitsAStep = 4;
constexpr int kBitsAPerson = 3 + kMostSteps * kBitsAStep;

uint64_t CodeOf(const Person& person) {
  uint64_t code = person.held | person.cleared << 1 | person.left << 2;
  for (int step = 0; step < kMostSteps; ++step) {
    const Part& part = person.parts[step];
    const uint64_t bits = part.covers | static_cast<uint64_t>(part.word) << 1 | part.rests << 3;
    code |= bits << (3 + step * kBitsAStep);
  }
  return code;
}

Person PersonFrom(uint64_t code) {
  Person person{.held = (code & 1) != 0, .cleared = (code & 2) != 0, .left = (code & 4) != 0};
  for (int step = 0; step < kMostSteps; ++step) {
    const uint64_t bits = code >> (3 + step * kBitsAStep);
    person.parts[step] = {
        .covers = (bits & 1) != 0, .word = static_cast<Word>(bits >> 1 & 3), .rests = (bits & 8) != 0};
  }
  return person;
}

// What is over takes no answer and is paused no more. Once nothing can be offered again either, because somebody has
// left or the window is over, it does not matter who holds back.
void Forget(State& state, const Size& size) {
  for (int step = 0; step < size.steps; ++step) {
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

uint64_t Pack(State state, const Size& size) {
  Forget(state, size);
  std::array<uint64_t, kMostParticipants> people{};
  for (int who = 0; who < size.participants; ++who) people[who] = CodeOf(state.people[who]);
  for (int end = size.alike ? size.participants : 0; end > 1; --end) {
    for (int who = 1; who < end; ++who) {
      if (people[who] < people[who - 1]) std::swap(people[who], people[who - 1]);
    }
  }
  uint64_t code = static_cast<uint64_t>(state.instant) | state.repair << 3 | state.renewed << 4 | state.second << 5;
  int at = 6;
  for (const Step& step : state.steps) {
    code |= static_cast<uint64_t>(step.paused | step.completed << 1 | step.closed << 2) << at;
    at += 3;
  }
  for (const uint64_t person : people) {
    code |= person << at;
    at += kBitsAPerson;
  }
  return code;
}

State Unpack(uint64_t code, const Size& size) {
  State state{.instant = static_cast<int>(code & 7),
              .repair = (code & 8) != 0,
              .renewed = (code & 16) != 0,
              .second = (code & 32) != 0};
  code >>= 6;
  for (Step& step : state.steps) {
    step = {.paused = (code & 1) != 0, .completed = (code & 2) != 0, .closed = (code & 4) != 0};
    code >>= 3;
  }
  for (int who = 0; who < size.participants; ++who) {
    state.people[who] = PersonFrom(code & ((1 << kBitsAPerson) - 1));
    code >>= kBitsAPerson;
  }
  return state;
}

std::vector<Command> Commands(const Size& size) {
  const auto with = [&](Family family) { return (size.families & family) != 0; };
  std::vector<Command> commands = {{.kind = Kind::kTimePasses}};
  const auto add = [&](bool wanted, std::initializer_list<Kind> kinds, int who, int step) {
    for (const Kind kind : kinds) {
      if (wanted) commands.push_back({kind, who, step});
    }
  };
  add(with(kRepairs), {Kind::kRepairOpens, Kind::kRepairCloses, Kind::kRelease}, 0, 0);
  for (int who = 0; who < size.participants; ++who) {
    add(with(kHolds), {Kind::kHold, Kind::kLift}, who, 0);
    add(with(kClearances), {Kind::kUnclear, Kind::kClear}, who, 0);
    add(with(kEnds), {Kind::kLeave}, who, 0);
  }
  for (int step = 0; step < size.steps; ++step) {
    add(with(kPauses), {Kind::kTherapistPauses, Kind::kTherapistResumes}, 0, step);
    add(with(kEnds), {Kind::kComplete, Kind::kClose, Kind::kReturnToBaseline, Kind::kOffer}, 0, step);
    add(with(kReschedules), {Kind::kReschedule}, 0, step);
    for (int who = 0; who < size.participants; ++who) {
      add(true, {Kind::kYes, Kind::kTentative, Kind::kSoftNo, Kind::kNo, Kind::kPause, Kind::kStress}, who, step);
      add(with(kReschedules), {Kind::kReopen}, who, step);
      add(with(kStances), {Kind::kNarrow, Kind::kWiden}, who, step);
    }
  }
  return commands;
}

bool MakesSense(const State& state, const Command& command) {
  const Person& person = state.people[command.who];
  switch (command.kind) {
    case Kind::kTimePasses:
      return state.instant != kAfter;
    case Kind::kRepairOpens:
      return !state.repair;
    case Kind::kRepairCloses:
      return state.repair;
    case Kind::kHold:
      return !person.held;
    case Kind::kLift:
      return person.held;
    case Kind::kClear:
      return !person.cleared;
    case Kind::kLeave:
      return !person.left;
    case Kind::kOffer:
      return state.steps[command.step].completed || state.steps[command.step].closed;
    default:
      return true;
  }
}

std::string NameOf(const Command& command) {
  static constexpr const char* kNames[] = {"yes",
                                           "tentative yes",
                                           "soft no",
                                           "no",
                                           "pause",
                                           "stress",
                                           "reopens",
                                           "narrower stance",
                                           "wider stance",
                                           "hold",
                                           "hold lifted",
                                           "unclear",
                                           "clear",
                                           "leaves",
                                           "repair opens",
                                           "repair closes",
                                           "release",
                                           "therapist pauses",
                                           "therapist resumes",
                                           "complete",
                                           "close",
                                           "reschedule",
                                           "return to baseline",
                                           "offer",
                                           "time passes"};
  return absl::StrCat(kNames[static_cast<int>(command.kind)], " (participant ", command.who, ", step ", command.step,
                      ")");
}

}  // namespace adagio::homework::walk
