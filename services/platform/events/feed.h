#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/storage/connection.h"

namespace adagio::events {

// Which positions of a practice's feed can be read: after `forgotten`, up to `last`. Both 0 where it has none.
struct Extent {
  PracticeId practice;
  int64_t forgotten = 0;
  int64_t last = 0;
};

// In one statement; at most kMostExtents practices, in any order. One without events may be absent.
inline constexpr size_t kMostExtents = 256;
absl::StatusOr<std::vector<Extent>> ExtentsOf(storage::Statements& store, absl::Span<const PracticeId> practices);

// Of one practice.
absl::StatusOr<Extent> ExtentOf(storage::Statements& store, const PracticeId& practice);

}  // namespace adagio::events
