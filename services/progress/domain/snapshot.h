#pragma once

#include "absl/time/time.h"

namespace adagio::progress {

// For so long a snapshot of counts stands, and no other is made. Not a calendar week: two snapshots would then lie as
// close as Sunday and Monday.
inline constexpr absl::Duration kSnapshotStands = absl::Hours(7 * 24);

inline bool Stands(absl::Time made_at, absl::Time now) { return now < made_at + kSnapshotStands; }

}  // namespace adagio::progress
