#include "services/directory/domain/alert_backups.h"

#include <set>

#include "services/platform/foundation/status.h"

namespace adagio::directory {

absl::Status CheckBackups(const AlertBackups& backups) {
  const std::set<ClinicianId> each(backups.clinicians.begin(), backups.clinicians.end());
  if (each.size() != backups.clinicians.size()) return RefuseField("backups.clinicians", "each clinician once");
  const absl::Duration after = backups.escalate_after;
  if (after < kSoonestEscalation || after > kLatestEscalation || after != absl::Floor(after, absl::Seconds(1))) {
    return RefuseField("backups.escalate_after", "from 15 minutes to 24 hours, in whole seconds");
  }
  return absl::OkStatus();
}

}  // namespace adagio::directory
