#pragma once

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/directory/domain/membership.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::directory {

// The rows of treatment units and of their partners. Safe from any thread.
class UnitStore {
 public:
  UnitStore(const keys::Keyring& keys, storage::Pool& reads) : keys_(keys), reads_(reads) {}

  // The unit of the scope, in one statement. NOT_FOUND/RESOURCE_MISSING where there is none.
  absl::StatusOr<TreatmentUnit> Load(Work& work) const;
  absl::StatusOr<TreatmentUnit> Read(const Scope& scope) const;
  // Another unit of the scope's practice.
  absl::StatusOr<TreatmentUnit> ReadOne(const Scope& scope, const UnitId& unit) const;
  // The units of the scope's practice that `therapist` treats now, those opened last first.
  absl::StatusOr<std::vector<UnitId>> ReadTreatedBy(const Scope& scope, const ClinicianId& therapist) const;

  // A unit without partners, with its guard row. `therapist` treats it from now on.
  absl::Status Add(Work& work, const TreatmentUnit& unit, const ClinicianId& therapist) const;

  // Makes `partner` a member of the unit of the work's scope.
  absl::Status AddPartner(Work& work, const Partner& partner) const;
  absl::Status EndMembership(Work& work, const PartnerId& partner) const;

 private:
  absl::StatusOr<TreatmentUnit> LoadFrom(storage::Statements& from, const PracticeId& practice, const UnitId& id) const;

  const keys::Keyring& keys_;
  storage::Pool& reads_;
};

}  // namespace adagio::directory
