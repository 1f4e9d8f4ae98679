#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/foundation/sensitive.h"
#include "services/progress/domain/administration.h"
#include "services/progress/domain/trigger.h"

namespace adagio::progress {

using AlertId = Id<struct AlertKind>;
using HoldId = Id<struct HoldKind>;

// What raised an alert: the trigger, as it was then, and the answer or total that reached it. No value: an item was
// left without an answer, and nobody knows.
struct Reached {
  std::string trigger;
  int item = 0;  // 0: the total
  std::optional<double> value;
  Concern concern = Concern::kOther;
  Gravity gravity = Gravity::kNotGraded;

  friend bool operator==(const Reached&, const Reached&) = default;
};

// What a clinician did about an alert. The numbers are those of its rows.
enum class AlertAct { kAcknowledged = 1, kHoldKept = 2, kHoldReleased = 3 };

struct RecordedAct {
  AlertAct act = AlertAct::kAcknowledged;
  absl::Time at;
  Sensitive<std::string> reason;
};

// Something that somebody has to look at. Where its concern holds, it placed a provisional hold; whether that stands is
// the spine's to say, since intake may lift it too.
struct Alert {
  AlertId id;
  PartnerId partner;
  AdministrationId administration;
  std::string instrument;
  std::optional<HoldId> hold;
  absl::Time raised_at;
  Sensitive<Reached> reached;
  bool hold_stands = false;
  std::vector<RecordedAct> acts;  // as they were recorded
};

// By when an alert is to be triaged. Policy, unverified: a clinician's working day.
inline constexpr absl::Duration kTriageWithin = absl::Hours(24);

// Null where nobody did that.
const RecordedAct* FindAct(const Alert& alert, AlertAct act);
// The last triage; null before the first.
const RecordedAct* TriageOf(const Alert& alert);

// `value` as what reached `trigger`.
Reached ReachedBy(const SafetyTrigger& trigger, std::optional<double> value);

// What the answers reach by themselves, as each would have at its save.
std::vector<Reached> ReachedByAnswers(const Instrument& instrument, const ItemAnswers& answers);

// What submitting `answers` reaches: every trigger of the total that it reaches, or may reach where items lack an
// answer; and of the safety items that were left without one the first of each concern, for incomplete is never
// negative.
std::vector<Reached> ReachedBySubmitting(const Instrument& instrument, const ItemAnswers& answers);

// Whether what reached its trigger raises an alert beside `known`, those of its administration. Not where one as grave
// is still waiting for triage under a hold that stands: a retyped answer wakes nobody twice.
bool RaisesAlert(const std::vector<Alert>& known, const SafetyTrigger& trigger, const Reached& reached);

// `alert` is null where the unit never had it: NOT_FOUND/RESOURCE_MISSING. FAILED_PRECONDITION/ALREADY_OVER where
// somebody acknowledged or triaged it before.
absl::Status CheckAcknowledge(const Alert* alert);

// `act` keeps or releases the hold. ALREADY_OVER once it was released by a triage, and for keeping it twice or when it
// no longer stands. Releasing a hold that was lifted elsewhere records why and lifts nothing.
absl::Status CheckTriage(const Alert* alert, AlertAct act);

// What a person whose answer raised an alert about self-harm is told, at once, in our own words. The same for every
// item.
absl::string_view CrisisText();

}  // namespace adagio::progress
