#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/storage/connection.h"
#include "services/platform/unit_of_work/unit_of_work.h"
#include "services/progress/domain/import.h"

namespace adagio::progress {

// How far imports have come, and their rejected rows. An import is its caller's: nobody else finds it. Nothing in here
// says what a row held. Safe from any thread.
class ImportStore {
 public:
  // The caller's import; nullopt where nothing of it has come yet.
  absl::StatusOr<std::optional<ImportProgress>> Load(storage::Statements& from, const Scope& scope,
                                                     const Uuid& import) const;
  absl::Status Save(Work& work, const Uuid& import, const Advanced& advanced) const;

  // Rejected rows by position: at most `most`, after so many others.
  absl::StatusOr<std::vector<RejectedRow>> LoadRejected(storage::Statements& from, const Scope& scope,
                                                        const Uuid& import, size_t skipped, size_t most) const;

  // Whether the caller treats the scope's unit at this moment.
  absl::StatusOr<bool> Treats(storage::Statements& from, const Scope& scope) const;
};

}  // namespace adagio::progress
