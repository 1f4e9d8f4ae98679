#pragma once

#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/intake/domain/formulation.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::intake {

// The rows of a unit's formulation. Safe from any thread.
class FormulationStore {
 public:
  FormulationStore(const keys::Keyring& keys, storage::Pool& reads) : keys_(keys), reads_(reads) {}

  // All that was kept and released, in one statement.
  absl::StatusOr<Formulation> Load(Work& work) const;
  absl::StatusOr<Formulation> Read(const Scope& scope) const;
  // What was released last; reads no row of what is kept. Nullopt before anything is released.
  absl::StatusOr<std::optional<FormulationRelease>> ReadReleased(const Scope& scope) const;

  absl::Status Add(Work& work, const FormulationVersion& version) const;
  // The `number`th text released, from 1.
  absl::Status AddRelease(Work& work, const FormulationRelease& release, int number) const;

 private:
  absl::StatusOr<Formulation> LoadFrom(storage::Statements& from, const Scope& scope) const;
  absl::StatusOr<FormulationRelease> ReleaseFrom(const Scope& scope, const storage::Row& row) const;

  const keys::Keyring& keys_;
  storage::Pool& reads_;
};

}  // namespace adagio::intake
