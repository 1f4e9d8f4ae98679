#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "adagio/progress/v1/progress.pb.h"
#include "services/platform/foundation/sensitive.h"
#include "services/platform/unit_of_work/unit_of_work.h"
#include "services/progress/domain/alert.h"
#include "services/progress/store/alert_store.h"

// What a clinician does about an alert, by whichever way it came to them.
namespace adagio::progress {

// INVALID_ARGUMENT for an outcome this build does not know.
absl::StatusOr<AlertAct> ActFrom(v1::TriageOutcome outcome);

// The alert as it is after the act. `alert` is null where there is none; refused as CheckAcknowledge and CheckTriage
// say.
absl::StatusOr<Alert> Acknowledge(Work& work, const AlertStore& alerts, const Alert* alert);
absl::StatusOr<Alert> Triage(Work& work, const AlertStore& alerts, const Alert* alert, AlertAct decided,
                             const Sensitive<std::string>& reason);

}  // namespace adagio::progress
