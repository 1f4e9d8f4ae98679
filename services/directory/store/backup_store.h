#pragma once

#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/directory/domain/alert_backups.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::directory {

// The rows of who looks after alerts that nobody looks after. Safe from any thread.
class BackupStore {
 public:
  explicit BackupStore(storage::Pool& reads) : reads_(reads) {}

  // In a work of the practice.
  absl::Status Set(Work& work, const AlertBackups& backups) const;
  // Those that count now, in one statement; nullopt before any were named.
  absl::StatusOr<std::optional<AlertBackups>> Read(const Scope& scope) const;

 private:
  storage::Pool& reads_;
};

}  // namespace adagio::directory
