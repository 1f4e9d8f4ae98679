#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "services/feed/domain/position.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/storage/connection.h"

namespace adagio::feed {

// An event in its place.
struct Entry {
  int64_t position = 0;
  Uuid id;
  UnitId unit;  // nil for an event of no unit
  std::string type;
  Uuid resource;
  int64_t revision = 0;
  absl::Time at;
};

using UnitOfPractice = std::pair<PracticeId, UnitId>;

// What the feed reads. Each is one statement, hence one snapshot.

// A practice without events is absent.
absl::StatusOr<std::map<PracticeId, Extent>> ExtentsOf(storage::Statements& reads,
                                                       const std::set<PracticeId>& practices);
// The events right after `position`, at most `limit`, in their order.
absl::StatusOr<std::vector<Entry>> EntriesAfter(storage::Statements& reads, const PracticeId& practice,
                                                int64_t position, int64_t limit);
// The units a therapist treats at this moment.
absl::StatusOr<std::set<UnitId>> TreatedBy(storage::Statements& reads, const PracticeId& practice,
                                           const Uuid& therapist);
// The alerts that went on to a clinician.
absl::StatusOr<std::set<Uuid>> EscalatedTo(storage::Statements& reads, const PracticeId& practice,
                                           const Uuid& clinician);
// The guard versions of units: they change with everything that changes in one.
absl::StatusOr<std::map<UnitOfPractice, int64_t>> VersionsOf(storage::Statements& reads,
                                                             const std::set<UnitOfPractice>& units);

}  // namespace adagio::feed
