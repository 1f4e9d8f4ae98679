#pragma once

#include <string>
#include <vector>

#include "services/homework/domain/walk/reference.h"

// A story of one unit as a list of commands. Each stands for itself: what it is about is named by the command that made
// it, so that any command can be left out of a story and the rest still mean what they meant.
namespace adagio::test {

namespace reference = homework::reference;

enum class Act {
  kAnswer,
  kPause,
  kCheckIn,
  kThreshold,
  kReopen,
  kSetDayAside,
  kSpeakAgainst,
  kStance,
  kApprove,
  kOpenRepair,
  kAgreeToRelease,
  kRetractRelease,
  kOwn,
  kAcknowledge,
  kOffer,
  kReschedule,
  kTherapistPauses,
  kResume,
  kComplete,
  kClose,
  kInsertStep,
  kSplitStep,
  kReorderSteps,
  kMarkBaseline,
  kReturnToBaseline,
  kDraft,
  kRelease,
  kHold,
  kLift,
  kLeave,
  kReleaseRepair,
  kReviewSafety,
  kCloseRepair,
  kTimePasses,
};

// Acts from kOffer to kCloseRepair are the therapist's.
constexpr bool IsTherapists(Act act) { return act >= Act::kOffer && act < Act::kTimePasses; }
// Whether it is about an assignment, or a repair, made by an earlier command; or about the unit's ladder.
bool IsAboutAssignment(Act act);
bool IsAboutRepair(Act act);
bool IsAboutLadder(Act act);

// Who sends it.
enum class Sender {
  kRight,      // whose matter it is
  kStranger,   // a partner of another unit
  kOtherRole,  // the therapist what is a partner's, a partner what is the therapist's
};

// How it is sent.
enum class Manner {
  kOnce,
  kTwice,   // and again at once, byte for byte
  kReused,  // and then another request under the same id
  kLate,    // instead of it, the request of the command `again` is sent once more
  kAtOnce,  // together with the next command, each to another server
};

struct Command {
  int number = 0;  // of the story, from 1
  Act act = Act::kTimePasses;
  Sender sender = Sender::kRight;
  Manner manner = Manner::kOnce;
  int who = 0;    // the partner who acts, or whom a hold or a leaving is about
  int about = 0;  // the number of the command that made the assignment or repair
  int again = 0;  // kLate: the number of a command
  int activity = 0;
  int rung = 0;  // the number of a step of the ladder: one that is offered, split, the baseline; 0: not a ladder's
  std::vector<int> order;  // of all steps
  reference::People people = 0;
  reference::Activities activities = 0;
  reference::Said said = reference::Said::kNothing;
  int figure = 0;       // stress, threshold, occurrences
  int every = 1;        // days
  bool yes = false;     // a stance that covers; a repair where somebody felt unsafe; skin that is sore; a jump's reason
  int64_t seconds = 0;  // how long time passes, may be negative; when a window begins or a review is due, from now
  int64_t usual = 0, shorter = 0;  // lengths asked for; 0: the step's or activity's
};

// One line that a person can read.
std::string Tell(const Command& command);
std::string Tell(const std::vector<Command>& story);

// The activities of these stories, by their number in the reference; keys of the library that the server ships.
struct Listed {
  const char* key;
  reference::Activity activity;
};
const std::vector<Listed>& Library();

}  // namespace adagio::test
