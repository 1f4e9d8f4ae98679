#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/platform/unit_of_work/unit_of_work.h"

// What waits for a clinician: one list for all services, so that a caseload's report costs what waits and no more. Each
// service writes its part in the transaction of the thing itself.
namespace adagio {

enum class Matter {
  kSafetyAlert = 1,
  kUnsignedNote = 2,
  kOpenRepair = 3,
  kAgreementReview = 4,
  kHeldClearance = 5,
  kOverdueMeasure = 6,
};

// Afterwards `about`, a thing of the work's unit, waits since now and is due at `due`. What waits already keeps since
// when, and is due at `due` from now on.
absl::Status AwaitClinician(Work& work, Matter matter, const Uuid& about, absl::Time due);

// Afterwards `about` does not wait. Harmless where it did not.
absl::Status Settle(Work& work, Matter matter, const Uuid& about);

}  // namespace adagio
