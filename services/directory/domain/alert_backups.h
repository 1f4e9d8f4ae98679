#pragma once

#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/platform/foundation/ids.h"

namespace adagio::directory {

// How long an alert may wait before it goes on. Status: policy, unverified; never so long that a day passes unseen.
inline constexpr absl::Duration kSoonestEscalation = absl::Minutes(15);
inline constexpr absl::Duration kLatestEscalation = absl::Hours(24);

// The clinicians to whom a safety alert goes on, in the order in which they are asked.
struct AlertBackups {
  std::vector<ClinicianId> clinicians;
  absl::Duration escalate_after;
};

// INVALID_ARGUMENT where a clinician stands twice, or the time is too short, too long or no whole seconds.
absl::Status CheckBackups(const AlertBackups& backups);

}  // namespace adagio::directory
