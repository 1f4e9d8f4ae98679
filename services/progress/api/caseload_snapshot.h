#pragma once

#include "absl/status/statusor.h"
#include "adagio/progress/v1/caseload.pb.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/foundation/entropy.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"
#include "services/progress/store/snapshot_store.h"

namespace adagio::progress {

// What of a report stands for seven days: counts, or figures and therapists without what waits.
v1::GetCaseloadResponse LastingPartOf(const v1::GetCaseloadResponse& report);

// `report`, which a supervisor gets now, with the figures of `snapshot` in place of its own. Of therapists who are not
// in the snapshot nothing but what waits stays, and nothing else of all together unless the therapists are the same.
void PutIn(const v1::GetCaseloadResponse& snapshot, v1::GetCaseloadResponse& report);

// The snapshots that readers are answered from. Safe from any thread.
class CaseloadSnapshots {
 public:
  struct Parts {
    UnitOfWork& units;
    storage::Pool& reads;
    const SnapshotStore& store;
    Entropy& entropy;
  };

  explicit CaseloadSnapshots(Parts parts) : parts_(parts) {}

  // The reader's that stands at `now`; nullopt where none does.
  absl::StatusOr<std::optional<v1::GetCaseloadResponse>> Standing(const Scope& scope, absl::Time now) const;
  // The one that stands from now on: the lasting part of `report`, or another that a call at the same time left.
  absl::StatusOr<v1::GetCaseloadResponse> Make(const Scope& scope, const v1::GetCaseloadResponse& report);

 private:
  const Parts parts_;
};

}  // namespace adagio::progress
