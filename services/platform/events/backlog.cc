#include "services/platform/events/backlog.h"

#include "services/platform/foundation/status.h"

namespace adagio::events {

absl::StatusOr<Backlog> ReadBacklog(storage::Statements& store) {
  ASSIGN_OR_RETURN(const storage::Rows rows, store.Query("SELECT COUNT(*), MIN(at) FROM adagio_events.outbox", {}));
  return Backlog{.events = rows[0].Int(0), .oldest = rows[0].AsTimeOrNull(1)};
}

}  // namespace adagio::events
