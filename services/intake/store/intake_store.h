#pragma once

#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/intake/domain/own_intake.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::intake {

// Which confidence policy counts, and whether the caller has acknowledged it.
struct PolicyState {
  int version = 0;
  std::optional<absl::Time> acknowledged_at;
};

// The rows of what each partner told alone. Never touches those of a screen. Safe from any thread.
class IntakeStore {
 public:
  IntakeStore(const keys::Keyring& keys, storage::Pool& reads) : keys_(keys), reads_(reads) {}

  // For the caller.
  absl::StatusOr<PolicyState> LoadPolicy(Work& work) const;
  absl::StatusOr<PolicyState> ReadPolicy(const Scope& scope) const;
  // By the caller, who has not acknowledged `version` before.
  absl::Status Acknowledge(Work& work, int version) const;

  // Of somebody who is or was a partner of the unit, in one statement. NOT_FOUND/RESOURCE_MISSING for anybody else.
  absl::StatusOr<Intake> Load(Work& work, const PartnerId& partner) const;
  absl::StatusOr<Intake> Read(const Scope& scope, const PartnerId& partner) const;
  // Replaces an earlier answer to the same item.
  absl::Status SaveAnswer(Work& work, const PartnerId& partner, const Answer& answer) const;
  absl::Status Submit(Work& work, const PartnerId& partner) const;

 private:
  absl::StatusOr<Intake> LoadFrom(storage::Statements& from, const Scope& scope, const PartnerId& partner) const;

  const keys::Keyring& keys_;
  storage::Pool& reads_;
};

}  // namespace adagio::intake
