#pragma once

#include <cstdint>
#include <optional>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/platform/storage/connection.h"

namespace adagio::events {

// Committed events that have no place in a feed yet.
struct Backlog {
  int64_t events = 0;
  std::optional<absl::Time> oldest;  // by the clock that gave it its time; none where nothing waits
};

// What waits in the outbox at this moment, of all practices.
absl::StatusOr<Backlog> ReadBacklog(storage::Statements& store);

}  // namespace adagio::events
