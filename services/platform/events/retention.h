#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/storage/connection.h"

namespace adagio::events {

inline constexpr absl::Duration kEventsKept = absl::Hours(30 * 24);
// The most events one transaction forgets.
inline constexpr int64_t kForgetAtMost = 500;

// Practices whose oldest event is older than `before`; at most 100.
absl::StatusOr<std::vector<PracticeId>> OutdatedPractices(storage::Statements& store, absl::Time before);

// Forgets, from the oldest on, events of `practice` that are older than `before`, up to the first that is not, in one
// transaction. Returns how many; kForgetAtMost when there may be more.
absl::StatusOr<int64_t> Forget(storage::Connection& connection, const PracticeId& practice, absl::Time before);

}  // namespace adagio::events
