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

absl::Status AddUncleared(Work& work, const PartnerId& partner, int64_t since, std::optional<int64_t> until) {
  const Scope& scope = work.scope();
  return work.tx()
      .Execute(R"(INSERT INTO adagio_spine.uncleared (practice_id, unit_id, partner_id, since_version, until_version)
                  VALUES (?, ?, ?, ?, ?))",
               {scope.practice(), scope.unit(), partner, since, until})
      .status();
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

absl::Status SetClearance(Work& work, const PartnerId& partner, bool cleared) {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const storage::Rows rows, work.tx().Query("SELECT cleared FROM adagio_spine.clearance "
                                                             "WHERE practice_id = ? AND unit_id = ? AND partner_id = ?",
                                                             {scope.practice(), scope.unit(), partner}));
  if (rows.empty()) {
    RETURN_IF_ERROR(work.tx()
                        .Execute(R"(INSERT INTO adagio_spine.clearance
                                      (practice_id, unit_id, partner_id, cleared, version) VALUES (?, ?, ?, ?, ?))",
                                 {scope.practice(), scope.unit(), partner, cleared, work.version()})
                        .status());
    return cleared ? AddUncleared(work, partner, 0, work.version()) : AddUncleared(work, partner, 0, std::nullopt);
  }
  if ((rows[0].Int(0) != 0) == cleared) return absl::OkStatus();
  RETURN_IF_ERROR(work.tx()
                      .Execute(R"(UPDATE adagio_spine.clearance SET cleared = ?, version = ?
                                  WHERE practice_id = ? AND unit_id = ? AND partner_id = ?)",
                               {cleared, work.version(), scope.practice(), scope.unit(), partner})
                      .status());
  if (!cleared) return AddUncleared(work, partner, work.version(), std::nullopt);
  return work.tx()
      .Execute(R"(UPDATE adagio_spine.uncleared SET until_version = ?
                  WHERE practice_id = ? AND unit_id = ? AND partner_id = ? AND until_version IS NULL)",
               {work.version(), scope.practice(), scope.unit(), partner})
      .status();
}

absl::StatusOr<Apart> ReadApart(storage::Statements& tx, const Scope& scope) {
  ASSIGN_OR_RETURN(const storage::Rows rows, tx.Query(R"(
      SELECT partner_id, placed_version, lifted_version FROM adagio_spine.hold
      WHERE practice_id = ? AND unit_id = ? AND only_pain = 0
      UNION ALL
      SELECT partner_id, since_version, until_version FROM adagio_spine.uncleared
      WHERE practice_id = ? AND unit_id = ?
      UNION ALL
      SELECT r.principal_id, 0, NULL FROM adagio_spine.relation r
      LEFT JOIN adagio_spine.clearance c
        ON c.practice_id = r.practice_id AND c.unit_id = r.unit_id AND c.partner_id = r.principal_id
      WHERE r.practice_id = ? AND r.unit_id = ? AND r.kind = 1 AND c.partner_id IS NULL)",
                                                      {scope.practice(), scope.unit(), scope.practice(), scope.unit(),
                                                       scope.practice(), scope.unit()}));
  Apart apart;
  for (const storage::Row& row : rows) {
    apart.Add(row.AsId<PartnerId>(0), row.Int(1), row.IsNull(2) ? Apart::kStill : row.Int(2));
  }
  return apart;
}

absl::Status TellOfClearance(Work& work, const PartnerId& partner) {
  ASSIGN_OR_RETURN(const bool waits, AwaitsClinician(work, partner));
  const Uuid& about = partner.uuid();
  RETURN_IF_ERROR(waits ? AwaitClinician(work, Matter::kHeldClearance, about, work.now() + kHoldLookedAtWithin)
                        : Settle(work, Matter::kHeldClearance, about));
  return work.Announce("clearance.changed", about);
}

}  // namespace adagio
