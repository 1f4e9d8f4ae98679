#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/storage/connection.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::progress {

// Counts as they were told at a moment.
struct Snapshot {
  absl::Time made_at;
  std::string report;
};

// The rows of snapshots, sealed. A reader is a supervisor; nil are the practice's administrators, who share one. Safe
// from any thread.
class SnapshotStore {
 public:
  explicit SnapshotStore(const keys::Keyring& keys) : keys_(keys) {}

  // The latest; nullopt before the first.
  absl::StatusOr<std::optional<Snapshot>> Latest(storage::Statements& from, const PracticeId& practice,
                                                 const Uuid& reader) const;
  // Of now.
  absl::Status Add(Work& work, const Uuid& reader, const std::string& report) const;

 private:
  const keys::Keyring& keys_;
};

}  // namespace adagio::progress
