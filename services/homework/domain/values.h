#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/platform/foundation/ids.h"

// The words of homework. Values only; the rules that use them are in the other files of this folder.
namespace adagio::homework {

using AgreementId = Id<struct AgreementKind>;
using LadderId = Id<struct LadderKind>;
using AssignmentId = Id<struct AssignmentKind>;
using RepairId = Id<struct RepairKind>;

// Orders everything recorded about a unit: the unit's guard version in the transaction that recorded it.
using Version = int64_t;

// When a command takes effect: the guard version of its transaction, and the time read after the guard was taken.
struct Moment {
  Version version = 0;
  absl::Time now;
};

// A partner's private stance towards an activity.
enum class Stance { kWilling, kTentative, kNotNow, kOffLimits };

// Whether a step of that activity may go on under this stance.
inline bool Covers(Stance stance) { return stance == Stance::kWilling || stance == Stance::kTentative; }

// The latest thing a participant said or did about an assignment.
enum class AnswerKind { kYes, kTentativeYes, kSoftNo, kNo, kPaused, kStress };

// Whether it stops the step until the same participant answers yes again.
inline bool Stops(AnswerKind kind) { return kind != AnswerKind::kYes && kind != AnswerKind::kTentativeYes; }

// What an assignment is at a moment; derived by Show, never stored.
enum class State { kOffered, kActive, kPaused, kCompleted, kClosed };

// Why an assignment is not active. For the therapist alone.
enum class Cause {
  kDeclined,
  kPausedByParticipant,
  kStress,
  kPausedByTherapist,
  kClearance,
  kStance,
  kAgreement,
  kRepair,
  kCoolingOff,
  kMemberLeft,
  kAwaitsAnswer,
  kNotYet,
};

// What kind of closeness an activity is.
enum class Closeness {
  kPresence,
  kConversation,
  kAffectionateTouch,
  kSensateFocus,
  kSexualTouch,
  kSelfRegulation,
};

// Something steps can be made of. Comes from the library; never changes while the server runs.
struct Activity {
  std::string key;
  std::string title;
  std::string description;
  Closeness closeness = Closeness::kPresence;
  int tier = 0;  // 0 (gentlest) to 10
  bool touch = false;
  absl::Duration usual_length;
  absl::Duration shorter_length;
  std::vector<std::string> exit_strategies;
};

// A window of whole days: occurrence k runs from starts_at + k days for one day.
struct Schedule {
  absl::Time starts_at;
  int occurrences = 1;

  absl::Time ends_at() const { return starts_at + occurrences * absl::Hours(24); }
  bool IsOpen(absl::Time now) const { return starts_at <= now && now < ends_at(); }
  // The end of the occurrence that `at` falls in; of the first where `at` is before the window.
  absl::Time EndOfOccurrence(absl::Time at) const;
};

}  // namespace adagio::homework
