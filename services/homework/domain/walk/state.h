#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

// A state of the walk: what can still matter of everything that has happened, in a few bits. Both the engine's facts
// and the reference are made from it and read back into it.
namespace adagio::homework::walk {

constexpr int kMostSteps = 2;
constexpr int kMostParticipants = 3;

// The moments of the walk. The window is ten days from just after kBefore; the first agreement's review falls between
// kCooledOff and kPastReview. A decline before kCooledOff has cooled off by then, one from then on never does.
enum Instant { kBefore, kFirstDay, kSecondDay, kCooledOff, kPastReview, kAfter };

// The last word of a participant that still counts.
enum class Word { kNone, kYes, kTentative, kStop };

// How large a world is walked, and with what. Steps are of tier 1 and 3 of one ladder, offered to all participants.
struct Size {
  int participants = 2;
  int steps = 1;
  unsigned families = ~0u;
  bool alike = true;  // participants are alike: worlds that differ in who is who are one
};

struct Part {
  bool covers = true;  // the stance
  Word word = Word::kNone;
  bool rests = false;  // a decline that has not cooled off
};

struct Person {
  bool held = false;
  bool cleared = true;
  bool left = false;
  std::array<Part, kMostSteps> parts{};
};

struct Step {
  bool paused = false;  // by the therapist
  bool completed = false;
  bool closed = false;
};

struct State {
  int instant = kBefore;
  bool repair = false;
  bool renewed = false;  // a version was released since the repair was opened
  bool second = false;   // the agreement in force is reviewed late
  std::array<Step, kMostSteps> steps{};
  std::array<Person, kMostParticipants> people{};

  bool AnyLeft() const;
  bool IsOver(int step) const;
};

// The same state without what can no longer matter. Equal codes: equal states, but for who is who where they are alike.
uint64_t Pack(State state, const Size& size);
State Unpack(uint64_t code, const Size& size);

// What can happen.
enum class Kind {
  kYes,
  kTentative,
  kSoftNo,
  kNo,
  kPause,
  kStress,
  kReopen,
  kNarrow,
  kWiden,
  kHold,
  kLift,
  kUnclear,
  kClear,
  kLeave,
  kRepairOpens,
  kRepairCloses,
  kRelease,
  kTherapistPauses,
  kTherapistResumes,
  kComplete,
  kClose,
  kReschedule,
  kReturnToBaseline,
  kOffer,
  kTimePasses,
};

// Kinds that belong together. Answers, pauses and time are in every world.
enum Family : unsigned {
  kHolds = 1,
  kClearances = 2,
  kStances = 4,
  kRepairs = 8,
  kPauses = 16,
  kEnds = 32,
  kReschedules = 64,
};

// One thing that happens, with the participant and the step it concerns.
struct Command {
  Kind kind = Kind::kTimePasses;
  int who = 0;
  int step = 0;
};

std::vector<Command> Commands(const Size& size);
// Whether it can happen at all: a hold is lifted where one stands.
bool MakesSense(const State& state, const Command& command);
std::string NameOf(const Command& command);

}  // namespace adagio::homework::walk
