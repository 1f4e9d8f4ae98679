#pragma once

#include <set>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/platform/foundation/ids.h"

namespace adagio::progress {

// To whom a practice's alerts go on when nobody looks after them: to the next of `backups` each time `after` has
// passed.
struct EscalationPolicy {
  absl::Duration after;
  std::vector<ClinicianId> backups;
};

// An alert that nobody has acknowledged or triaged, and to whom it went on already.
struct UnseenAlert {
  absl::Time raised_at;
  std::set<ClinicianId> treating;  // who treats its unit now
  std::vector<ClinicianId> escalated;
};

// To whom it goes on at `now`, in their order; nobody before its time. Who treats the unit is passed over, for they
// have it already; where every backup does, all of them are asked again.
std::vector<ClinicianId> EscalatesTo(const EscalationPolicy& policy, const UnseenAlert& alert, absl::Time now);

}  // namespace adagio::progress
