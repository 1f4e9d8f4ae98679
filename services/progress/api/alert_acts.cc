#include "services/progress/api/alert_acts.h"

#include <utility>

#include "services/platform/foundation/status.h"
#include "services/platform/unit_of_work/holds.h"
#include "services/platform/unit_of_work/worklist.h"

namespace adagio::progress {
namespace {

// For clinicians alone: it says that something about a partner's safety was recorded.
constexpr absl::string_view kLookedAfter = "alert.changed";

// The alert that came of an act, as it now is.
Alert After(Alert alert, const RecordedAct& act) {
  if (act.act == AlertAct::kHoldReleased) alert.hold_stands = false;
  alert.acts.push_back(act);
  return alert;
}

}  // namespace

absl::StatusOr<AlertAct> ActFrom(v1::TriageOutcome outcome) {
  switch (outcome) {
    case v1::TRIAGE_OUTCOME_HOLD_KEPT:
      return AlertAct::kHoldKept;
    case v1::TRIAGE_OUTCOME_HOLD_RELEASED:
      return AlertAct::kHoldReleased;
    default:
      return RefuseField("outcome", "must be a known value");
  }
}

absl::StatusOr<Alert> Acknowledge(Work& work, const AlertStore& alerts, const Alert* alert) {
  RETURN_IF_ERROR(CheckAcknowledge(alert));
  const RecordedAct act{.act = AlertAct::kAcknowledged, .at = work.now()};
  RETURN_IF_ERROR(alerts.AddAct(work, *alert, act));
  RETURN_IF_ERROR(work.Announce(kLookedAfter, alert->id.uuid()));
  return After(*alert, act);
}

absl::StatusOr<Alert> Triage(Work& work, const AlertStore& alerts, const Alert* alert, AlertAct decided,
                             const Sensitive<std::string>& reason) {
  RETURN_IF_ERROR(CheckTriage(alert, decided));
  const RecordedAct act{.act = decided, .at = work.now(), .reason = reason};
  RETURN_IF_ERROR(alerts.AddAct(work, *alert, act));
  if (alert->hold.has_value()) {
    if (decided == AlertAct::kHoldReleased) RETURN_IF_ERROR(LiftHold(work, alert->partner, alert->hold->uuid()));
    RETURN_IF_ERROR(TellOfClearance(work, alert->partner));
  }
  RETURN_IF_ERROR(Settle(work, Matter::kSafetyAlert, alert->id.uuid()));
  RETURN_IF_ERROR(work.Announce(kLookedAfter, alert->id.uuid()));
  return After(*alert, act);
}

}  // namespace adagio::progress
