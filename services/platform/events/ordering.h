#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/storage/connection.h"

namespace adagio::events {

// The most events one transaction moves.
inline constexpr int64_t kLargestBatch = 500;

// Practices with committed events in the outbox, in no order; at most 1000.
absl::StatusOr<std::vector<PracticeId>> WaitingPractices(storage::Statements& store);

// Moves committed events of `practice` from the outbox into its feed, in one transaction, and returns how many; fewer
// than kLargestBatch when none was left. Each gets the next position; events of one unit in the order of their
// revisions: a unit's transactions follow each other through its guard, so whoever sees one revision sees those before
// it. Several processes may call it at once.
absl::StatusOr<int64_t> MoveToFeed(storage::Connection& connection, const PracticeId& practice);

}  // namespace adagio::events
