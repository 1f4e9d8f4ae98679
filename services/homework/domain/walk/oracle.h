#pragma once

#include <array>
#include <string>
#include <vector>

// What may be active, said a second time and another way: as flags set by what happened. It shares no code with the
// engine; where the two disagree, one of them is wrong.
namespace adagio::homework::walk {

// The moments of the walk. The window is ten days from just after kBefore; the first agreement's review falls between
// kCooledOff and kPastReview.
enum Instant { kBefore, kFirstDay, kSecondDay, kCooledOff, kPastReview, kAfter };

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
  kTherapistPauses,
  kTherapistResumes,
  kComplete,
  kClose,
  kReschedule,
  kReturnToBaseline,
  kRelease,
  kTimePasses,
};

// One thing that happens, with the participant and the step it concerns.
struct Command {
  Kind kind = Kind::kTimePasses;
  int who = 0;
  int step = 0;
};

constexpr int kMostSteps = 2;

struct Oracle {
  struct Person {
    bool held = false;
    bool cleared = true;
    bool left = false;
    std::array<bool, kMostSteps> covers{true, true};
    std::array<bool, kMostSteps> stopping{};           // said no or stopped it, and not yes since
    std::array<bool, kMostSteps> yes{};                // said yes, and nothing stopped it since
    std::array<int, kMostSteps> tentative_at{-1, -1};  // the instant of a tentative yes; -1: a full one
    std::array<int, kMostSteps> declined_at{-1, -1};   // the instant of a decline not taken back; -1: none
  };
  std::vector<Person> people;
  std::array<bool, kMostSteps> therapist_paused{};
  std::array<bool, kMostSteps> completed{};
  std::array<bool, kMostSteps> closed{};
  bool repair = false;
  bool renewed = false;  // a version was released since the repair opened
  bool second_version = false;
  int instant = kBefore;

  // Whether `step` takes answers.
  bool IsOver(int step) const;
  // Whether `step` is active.
  bool IsActive(int step) const;
  // Whether a decline keeps `step` resting.
  bool Rests(int step) const;
  // Whether a new offer of `step` may be made in place of the one there is.
  bool MayOffer(int step) const;
  // Whether a repair among all may be opened, and the open one closed.
  bool MayOpenRepair() const;
  bool MayCloseRepair() const;
  // Whether `who`'s yes to `step` stands.
  bool YesStands(int who, int step) const;
  // What `command`, which the engine let through, does.
  void Apply(const Command& command);
  // A few bytes that tell what is common to all, and what concerns one person, from any other.
  std::string SharedKey() const;
  std::string PersonKey(int who) const;

 private:
  bool AgreementHolds() const;
  void LoseYeses(int step);
  void StopBy(Person& person, int step);
  void Personal(Person& person, const Command& command);
};

}  // namespace adagio::homework::walk
