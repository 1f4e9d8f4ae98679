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

// What of a check-in its writer may share.
enum class CheckInField { kSudsBefore, kSudsPeak, kSudsAfter, kStress, kFeltGood, kFeltHard, kToAdjust };
constexpr int kCheckInFields = 7;

// Who does an activity: one or several, two or more, one privately.
enum class Company { kAny, kTogether, kAlone };

// What kind of closeness an activity is.
enum class Closeness {
  kPresence,
  kConversation,
  kAffectionateTouch,
  kSensateFocus,
  kSexualTouch,
  kSelfRegulation,
  kReflection,
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
  Company company = Company::kAny;
};

// A window of occurrences: number k begins k * every_days days after the first, at the same time of day in `zone`, and
// lasts until that time of the next day. Between them the window is not open.
struct Schedule {
  absl::Time starts_at;
  int occurrences = 1;
  int every_days = 1;
  absl::TimeZone zone = absl::UTCTimeZone();

  absl::Time ends_at() const { return EndOf(occurrences - 1); }
  bool IsOpen(absl::Time now) const;
  // When the occurrence begins or ends that `at` falls in; of the next one where it falls in none.
  absl::Time StartOfOccurrence(absl::Time at) const { return StartOf(OccurrenceAt(at)); }
  absl::Time EndOfOccurrence(absl::Time at) const { return EndOf(OccurrenceAt(at)); }

 private:
  // The time of day of the first, so many days later.
  absl::Time AfterDays(int days) const;
  absl::Time StartOf(int occurrence) const { return AfterDays(occurrence * every_days); }
  absl::Time EndOf(int occurrence) const { return AfterDays(occurrence * every_days + 1); }
  int OccurrenceAt(absl::Time at) const;
};

}  // namespace adagio::homework
