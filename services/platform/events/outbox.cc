#include "services/platform/events/outbox.h"

namespace adagio::events {

absl::Status Append(storage::Statements& tx, const Event& event) {
  return tx
      .Execute(
          "INSERT INTO adagio_events.outbox (practice_id, event_id, unit_id, type, resource_id, revision, at) "
          "VALUES (?, ?, ?, ?, ?, ?, ?)",
          {event.practice, event.id, event.unit, event.type, event.resource, event.revision, event.at})
      .status();
}

}  // namespace adagio::events
