#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/platform/foundation/ids.h"

// The words of homework. Values only; the rules that use them are in the other files of this folder.
namespace adagio::homework {

using AgreementId = Id<struct AgreementKind>;
using LadderId = Id<struct LadderKind>;
using AssignmentId = Id<struct AssignmentTag>;
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
  kContraindicated,
  kSetAside,
};

// What of a check-in its writer may share.
enum class CheckInField {
  kSudsBefore,
  kSudsPeak,
  kSudsAfter,
  kStress,
  kFeltGood,
  kFeltHard,
  kToAdjust,
  kComfort,
  kFeltPressure,
  kArousal,
};
constexpr int kCheckInFields = 10;

// Who does an activity: one or several, two or more, one privately.
enum class Company { kAny, kTogether, kAlone };

// What an assignment is for.
enum class AssignmentKind {
  kExposureStep,
  kReconnectWindow,
  kEndOfDay,
  kScriptAndListening,
  kSelfRegulation,
  kJournal,
  kBodyLiteracy,
  kRoleSupport,
  kAgreementReview,
  kFreeText,
};

// What can speak against an activity for one partner, for the time being.
enum class Contraindication { kPain, kFlashbacks, kPelvicCare, kDizziness, kSkin };
constexpr int kContraindications = 5;

// Any number of them.
class Contraindications {
 public:
  Contraindications() = default;
  Contraindications(std::initializer_list<Contraindication> members) {
    for (const Contraindication member : members) Add(member);
  }
  static Contraindications FromBits(int64_t bits) {
    Contraindications all;
    all.bits_ = bits;
    return all;
  }

  void Add(Contraindication member) { bits_ |= int64_t{1} << static_cast<int>(member); }
  bool Has(Contraindication member) const { return (bits_ >> static_cast<int>(member) & 1) != 0; }
  bool Meets(const Contraindications& other) const { return (bits_ & other.bits_) != 0; }
  // Those of this that are not of `other`.
  Contraindications Without(const Contraindications& other) const { return FromBits(bits_ & ~other.bits_); }
  int64_t bits() const { return bits_; }
  friend bool operator==(const Contraindications&, const Contraindications&) = default;

 private:
  int64_t bits_ = 0;
};

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
  AssignmentKind kind = AssignmentKind::kExposureStep;  // off a ladder; on one, every activity is an exposure step
  Contraindications contraindications = {};
  std::vector<std::string> prompts = {};  // words to begin with
  std::vector<std::string> after = {};    // keys of activities that usually come before it
};

}  // namespace adagio::homework
