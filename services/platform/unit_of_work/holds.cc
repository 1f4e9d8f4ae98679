#include "services/platform/unit_of_work/holds.h"

#include "services/platform/foundation/status.h"
#include "services/platform/unit_of_work/worklist.h"

namespace adagio {
namespace {

// The clearance has a row from the first recorded screen on.
absl::StatusOr<bool> AwaitsClinician(Work& work, const PartnerId& partner) {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   work.tx().Query(R"(
      SELECT 1 FROM adagio_spine.hold
      WHERE practice_id = ? AND unit_id = ? AND partner_id = ? AND lifted_version IS NULL
      UNION ALL
      SELECT 1 FROM adagio_spine.clearance
      WHERE practice_id = ? AND unit_id = ? AND partner_id = ? AND cleared = 0)",
                                   {scope.practice(), scope.unit(), partner, scope.practice(), scope.unit(), partner}));
  return !rows.empty();
}

}  // namespace

absl::Status PlaceHold(Work& work, const PartnerId& partner, const Uuid& hold, HoldReach reach) {
  const Scope& scope = work.scope();
  return work.tx()
      .Execute(R"(INSERT INTO adagio_spine.hold
                    (practice_id, unit_id, partner_id, hold_id, placed_version, placed_at, only_pain)
                  VALUES (?, ?, ?, ?, ?, ?, ?))",
               {scope.practice(), scope.unit(), partner, hold, work.version(), work.now(), static_cast<int>(reach)})
      .status();
}

absl::Status LiftHold(Work& work, const PartnerId& partner, const Uuid& hold) {
  const Scope& scope = work.scope();
  return work.tx()
      .Execute(R"(UPDATE adagio_spine.hold SET lifted_version = ?, lifted_at = ?
                  WHERE practice_id = ? AND unit_id = ? AND partner_id = ? AND hold_id = ? AND lifted_version IS NULL)",
               {work.version(), work.now(), scope.practice(), scope.unit(), partner, hold})
      .status();
}

absl::Status TellOfClearance(Work& work, const PartnerId& partner) {
  ASSIGN_OR_RETURN(const bool waits, AwaitsClinician(work, partner));
  const Uuid& about = partner.uuid();
  RETURN_IF_ERROR(waits ? AwaitClinician(work, Matter::kHeldClearance, about, work.now() + kHoldLookedAtWithin)
                        : Settle(work, Matter::kHeldClearance, about));
  return work.Announce("clearance.changed", about);
}

}  // namespace adagio
