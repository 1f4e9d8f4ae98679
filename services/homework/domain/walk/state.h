#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>

// A state of the walk: what can still matter of everything that has happened, in a few bits. Both the engine's facts
// and the reference are made from it and read back into it.
namespace adagio::homework::walk {

constexpr int kMostSteps = 2;
constexpr int kMostParticipants = 3;

// The moments of the walk. The window is ten days from just after kBefore; the first agreement's review falls between
// kCooledOff and kPastReview. A decline before kCooledOff has cooled off by then, one from then on never does. A day
// set aside at kBefore lasts over kFirstDay, one at kCooledOff over kPastReview, any other until the next moment.
enum Instant { kBefore, kFirstDay, kSecondDay, kCooledOff, kPastReview, kAfter };

// The last word of a participant that still counts.
enum class Word { kNone, kYes, kTentative, kStop };

// What two steps have to do with each other.
enum class Pair {
  kTiers,  // a touch of tier 1 and one of tier 3, against which pain speaks: two steps of one ladder
  kTwins,  // a step, against which pain speaks, and the smaller part split off it: the same activity twice
};

// How large a world is walked, and with what. Every step is offered to all participants.
struct World {
  int participants = 2;
  int steps = 1;  // one: the first of a pair
  Pair pair = Pair::kTiers;
  unsigned families = ~0u;
  // Participants are alike: worlds that differ in who is who are one, and what two of them could do alike is done once.
  bool alike = true;
  // So many things at most stand against steps at once, of any kind (Against). What has more is looked at, and left.
  int most_against = std::numeric_limits<int>::max();
};

struct Part {
  bool covers = true;  // the stance
  Word word = Word::kNone;
  bool rests = false;  // a decline that has not cooled off

  friend bool operator==(const Part&, const Part&) = default;
};

struct Person {
  bool held = false;
  bool cleared = true;
  bool left = false;
  bool hurts = false;  // says that something speaks against some activities
  bool aside = false;  // has set a day aside that is not over yet
  std::array<Part, kMostSteps> parts{};

  friend bool operator==(const Person&, const Person&) = default;
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

// Of which of the two activities a step is, 0 or 1; its tier; whether something that a participant says may speak
// against it.
int ActivityOf(const World& world, int step);
int TierOf(const World& world, int step);
bool IsDelicate(const World& world, int step);

// How many things stand against steps: a hold, a clearance missing, a day aside and pain count once a participant; a
// narrowed stance, a decline or what rests after it once a participant and activity; a repair and a therapist's pause
// once each. That a review is past, nobody has answered or a step is over does not count.
int Against(const State& state, const World& world);

// The same state without what can no longer matter. Equal codes: equal states, but for who is who where they are alike.
uint64_t Pack(State state, const World& world);
State Unpack(uint64_t code, const World& world);

}  // namespace adagio::homework::walk
