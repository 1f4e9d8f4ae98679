#pragma once

#include <optional>
#include <set>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/intake/domain/partner_safety.h"
#include "services/intake/domain/violence_screen.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::intake {

// The rows of screens, plans and holds, and the clearance they leave in the spine. Safe from any thread.
class ScreeningStore {
 public:
  ScreeningStore(const keys::Keyring& keys, storage::Pool& reads) : keys_(keys), reads_(reads) {}

  // All who are or were partners of the unit, in the order in which they were added, in one statement.
  absl::StatusOr<std::vector<PartnerSafety>> Load(Work& work) const;
  absl::StatusOr<std::vector<PartnerSafety>> Read(const Scope& scope) const;

  absl::Status AddSitting(Work& work, const SittingId& sitting, const PartnerId& partner) const;
  // With whom the sitting is. NOT_FOUND/RESOURCE_MISSING where the unit has no such sitting.
  absl::StatusOr<PartnerId> FindSitting(Work& work, const SittingId& sitting) const;

  // The instruments that were answered completely in the sitting, which is with `partner`.
  absl::StatusOr<std::set<Instrument>> CompleteIn(Work& work, const SittingId& sitting, const PartnerId& partner) const;
  // Whether `supervisor` supervises the caller now.
  absl::StatusOr<bool> SupervisesCaller(Work& work, const ClinicianId& supervisor) const;

  absl::Status AddScreen(Work& work, const SittingId& sitting, const PartnerId& partner, const Screen& screen) const;
  absl::Status AddPlan(Work& work, const PartnerId& partner, const SafetyPlan& plan) const;

  absl::Status AddHold(Work& work, const Hold& hold) const;
  // Nullopt where the unit never had it. Its reason is not loaded.
  absl::StatusOr<std::optional<Hold>> FindHold(Work& work, const HoldId& hold) const;
  absl::Status Lift(Work& work, const Hold& hold, const Sensitive<std::string>& reason) const;

 private:
  absl::StatusOr<std::vector<PartnerSafety>> LoadFrom(storage::Statements& from, const Scope& scope) const;
  absl::Status AddHoldReason(Work& work, const Hold& hold, int act, const Sensitive<std::string>& reason) const;
  absl::StatusOr<PartnerSafety> FromRow(const Scope& scope, const storage::Row& row) const;
  // Takes the row's screen for the latest with its instrument.
  absl::Status AddScreenOf(const Scope& scope, const storage::Row& row, PartnerSafety& safety) const;
  absl::StatusOr<Hold> HoldFromRow(const Scope& scope, const storage::Row& row) const;

  const keys::Keyring& keys_;
  storage::Pool& reads_;
};

}  // namespace adagio::intake
