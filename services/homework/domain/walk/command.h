#pragma once

#include <string>
#include <vector>

#include "services/homework/domain/walk/state.h"

// What can happen in the walk.
namespace adagio::homework::walk {

enum class Kind {
  // A partner's.
  kYes,
  kTentative,
  kSoftNo,
  kNo,
  kPause,
  kStress,
  kReopen,
  kNarrow,
  kWiden,
  kSetAside,
  kHurts,
  kHurtsNoMore,
  // Done elsewhere.
  kHold,
  kLift,
  kUnclear,
  kClear,
  kLeave,
  // A repair's.
  kRepairOpens,
  kRepairOpensUnsafe,
  kRepairCloses,
  // The therapist's.
  kRelease,
  kTherapistPauses,
  kTherapistResumes,
  kComplete,
  kClose,
  kReschedule,
  kReturnToBaseline,
  kOffer,
  // Nobody's.
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
  kLimits = 128,
  kLadders = 256,
};

// One thing that happens, with the participant and the step it concerns.
struct Command {
  Kind kind = Kind::kTimePasses;
  int who = 0;
  int step = 0;
  int form = 0;  // of kOffer, kReschedule and kReturnToBaseline, below
};

// How a step is offered: a jump confirmed by a reason, or not confirmed, or not and right after a return to the
// baseline.
enum OfferForm { kWithReason, kWithoutReason, kWithoutReasonBackAtBaseline };
// What a step is replaced by: itself, or the other of the two, where that one is over.
enum RescheduleForm { kSameStep, kOtherStep };

// The ladder is no part of a state: whatever it could have become is tried in each. From the gentlest upward it has a
// step that is never offered, the pair's, and what its shape says.
enum class Shape {
  kPlain,      // never, 1, 2
  kInserted,   // never, 1, one inserted behind it, 2
  kSplit,      // never, the smaller part of 1, 1, 2
  kReordered,  // never, 1, its smaller part, 2
};
struct Return {
  Shape shape;
  int baseline;  // a step's number: 1 never, 2 and 3 the pair's activities, 4 what is new; 0: none is marked
};
const std::vector<Return>& ReturnsOf(Pair pair);

std::vector<Command> Commands(const World& world);
// Whether it can happen at all: a hold is lifted where one stands.
bool MakesSense(const State& state, const Command& command);
std::string NameOf(const Command& command);

}  // namespace adagio::homework::walk
