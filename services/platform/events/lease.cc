#include "services/platform/events/lease.h"

#include "services/platform/foundation/status.h"

namespace adagio::events {

absl::StatusOr<bool> Lease::Hold(storage::Statements& store) const {
  ASSIGN_OR_RETURN(const int64_t found,
                   store.Execute("UPDATE adagio_events.lease "
                                 "SET holder = ?, expires_at = UTC_TIMESTAMP(6) + INTERVAL ? MICROSECOND "
                                 "WHERE name = 'sequencer' AND (holder = ? OR expires_at <= UTC_TIMESTAMP(6))",
                                 {holder_, absl::ToInt64Microseconds(length_), holder_}));
  return found == 1;
}

absl::Status Lease::Release(storage::Statements& store) const {
  return store
      .Execute("UPDATE adagio_events.lease SET expires_at = UTC_TIMESTAMP(6) WHERE name = 'sequencer' AND holder = ?",
               {holder_})
      .status();
}

}  // namespace adagio::events
