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

namespace adagio::progress {

using AlertId = Id<struct AlertKind>;
using HoldId = Id<struct HoldKind>;

// The answer that raised an alert.
struct SafetyAnswer {
  int item = 0;
  int value = 0;
};

// What a clinician did about an alert. The numbers are those of its rows.
enum class AlertAct { kAcknowledged = 1, kHoldKept = 2, kHoldReleased = 3 };

struct RecordedAct {
  AlertAct act = AlertAct::kAcknowledged;
  absl::Time at;
  Sensitive<std::string> reason;
};

// An answer to a safety item that somebody has to look at. It placed a provisional hold; whether that stands is the
// spine's to say, since intake may lift it too.
struct Alert {
  AlertId id;
  PartnerId partner;
  AdministrationId administration;
  std::string instrument;
  HoldId hold;
  absl::Time raised_at;
  Sensitive<SafetyAnswer> answer;
  bool hold_stands = true;
  std::vector<RecordedAct> acts;  // as they were recorded
};

// By when an alert is to be triaged. Policy, unverified: a clinician's working day.
inline constexpr absl::Duration kTriageWithin = absl::Hours(24);

// Null where nobody did that.
const RecordedAct* FindAct(const Alert& alert, AlertAct act);
// The last triage; null before the first.
const RecordedAct* TriageOf(const Alert& alert);

// Whether an answer that reached its trigger raises an alert beside `known`, those of its administration. Not where one
// as grave is still waiting for triage under a hold that stands: a retyped answer wakes nobody twice.
bool RaisesAlert(const std::vector<Alert>& known, const SafetyAnswer& answer);

// `alert` is null where the unit never had it: NOT_FOUND/RESOURCE_MISSING. FAILED_PRECONDITION/ALREADY_OVER where
// somebody acknowledged or triaged it before.
absl::Status CheckAcknowledge(const Alert* alert);

// `act` keeps or releases the hold. ALREADY_OVER once it was released by a triage, and for keeping it twice or when it
// no longer stands. Releasing a hold that was lifted elsewhere records why and lifts nothing.
absl::Status CheckTriage(const Alert* alert, AlertAct act);

// What a person whose answer raised an alert is told, at once, in our own words. The same for every item.
absl::string_view CrisisText();

}  // namespace adagio::progress
