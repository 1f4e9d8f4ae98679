#pragma once

#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/storage/connection.h"
#include "services/platform/unit_of_work/unit_of_work.h"
#include "services/progress/domain/alert.h"

namespace adagio::progress {

// The rows of alerts, and the holds they place in the spine. Safe from any thread.
class AlertStore {
 public:
  explicit AlertStore(const keys::Keyring& keys) : keys_(keys) {}

  // All of the unit, newest first, in one statement. Whether a hold stands is what the spine says at that moment.
  absl::StatusOr<std::vector<Alert>> Load(storage::Statements& from, const Scope& scope) const;

  // The alert and, where it has one, its hold.
  absl::Status Raise(Work& work, const Alert& alert) const;
  absl::Status AddAct(Work& work, const Alert& alert, const RecordedAct& act) const;

 private:
  absl::StatusOr<Alert> FromRow(const Scope& scope, const storage::Row& row) const;
  absl::StatusOr<RecordedAct> ActFromRow(const Scope& scope, const Alert& alert, const storage::Row& row) const;

  const keys::Keyring& keys_;
};

// Null where there is none of that id.
const Alert* Find(const std::vector<Alert>& alerts, const AlertId& id);

}  // namespace adagio::progress
