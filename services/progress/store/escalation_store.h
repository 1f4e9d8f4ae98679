#pragma once

#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/storage/connection.h"
#include "services/platform/unit_of_work/unit_of_work.h"
#include "services/progress/domain/alert.h"
#include "services/progress/domain/escalation.h"

namespace adagio::progress {

// Where an alert is.
struct AlertPlace {
  PracticeId practice;
  UnitId unit;
  AlertId alert;
};

// An alert that waits for a backup.
struct EscalatedAlert {
  UnitId unit;
  AlertId alert;
  absl::Time raised_at;
  absl::Time escalated_at;
};

// The rows of alerts that went on, and what decides whether they do. Each is one statement. Safe from any thread.
class EscalationStore {
 public:
  // Every practice that has named a backup.
  absl::StatusOr<std::vector<PracticeId>> Practices(storage::Statements& from) const;
  // Without backups where the practice has named none.
  absl::StatusOr<EscalationPolicy> LoadPolicy(storage::Statements& from, const PracticeId& practice) const;
  // Those raised until `raised_until` that nobody has acknowledged or triaged.
  absl::StatusOr<std::vector<AlertPlace>> LoadUnseen(storage::Statements& from, const PracticeId& practice,
                                                     absl::Time raised_until) const;
  // Nullopt where it is not there, or somebody has seen it.
  absl::StatusOr<std::optional<UnseenAlert>> LoadUnseen(storage::Statements& from, const AlertPlace& place) const;
  // In a work of the alert's unit.
  absl::Status Add(Work& work, const AlertId& alert, const ClinicianId& to) const;

  // What waits for the caller: what went on to them and nobody has triaged, the longest first.
  absl::StatusOr<std::vector<EscalatedAlert>> LoadWaiting(storage::Statements& from, const Scope& scope) const;
  // Whether `alert` of the scope's unit is among it.
  absl::StatusOr<bool> Waits(storage::Statements& from, const Scope& scope, const AlertId& alert) const;
};

}  // namespace adagio::progress
