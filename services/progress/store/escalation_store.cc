#include "services/progress/store/escalation_store.h"

#include "services/platform/foundation/status.h"
#include "services/platform/unit_of_work/worklist.h"

namespace adagio::progress {
namespace {

constexpr int kAlertMatter = static_cast<int>(Matter::kSafetyAlert);

// Who treats the unit, then to whom the alert went on; one row without a person for an alert with neither.
constexpr char kLoadOne[] = R"(
    SELECT a.raised_at, 0, NULL
    FROM adagio_progress.alert a
    WHERE a.practice_id = ? AND a.unit_id = ? AND a.alert_id = ?
      AND NOT EXISTS (SELECT 1 FROM adagio_progress.alert_act c
                      WHERE c.practice_id = a.practice_id AND c.unit_id = a.unit_id AND c.alert_id = a.alert_id)
    UNION ALL
    SELECT NULL, 1, r.principal_id FROM adagio_spine.relation r
    WHERE r.practice_id = ? AND r.unit_id = ? AND r.kind = 2 AND r.ended_at IS NULL
    UNION ALL
    SELECT NULL, 2, e.backup_id FROM adagio_spine.escalation e
    WHERE e.practice_id = ? AND e.alert_id = ?)";

// Kept or released: the numbers of AlertAct.
constexpr char kLoadWaiting[] = R"(
    SELECT e.unit_id, e.alert_id, a.raised_at, e.escalated_at
    FROM adagio_spine.escalation e
    JOIN adagio_progress.alert a
      ON a.practice_id = e.practice_id AND a.unit_id = e.unit_id AND a.alert_id = e.alert_id
    WHERE e.practice_id = ? AND e.backup_id = ?
      AND NOT EXISTS (SELECT 1 FROM adagio_progress.alert_act c
                      WHERE c.practice_id = e.practice_id AND c.unit_id = e.unit_id AND c.alert_id = e.alert_id
                        AND c.act IN (2, 3))
    ORDER BY a.raised_at, e.alert_id)";

}  // namespace

absl::StatusOr<std::vector<PracticeId>> EscalationStore::Practices(storage::Statements& from) const {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   from.Query("SELECT DISTINCT practice_id FROM adagio_directory.alert_policy", {}));
  std::vector<PracticeId> practices;
  for (const storage::Row& row : rows) practices.push_back(row.AsId<PracticeId>(0));
  return practices;
}

absl::StatusOr<EscalationPolicy> EscalationStore::LoadPolicy(storage::Statements& from,
                                                             const PracticeId& practice) const {
  ASSIGN_OR_RETURN(const storage::Rows rows, from.Query(R"(
      SELECT p.escalate_after_seconds, b.clinician_id
      FROM adagio_directory.alert_policy p
      JOIN adagio_directory.alert_backup b ON b.practice_id = p.practice_id AND b.version = p.version
      WHERE p.practice_id = ?
        AND p.version = (SELECT MAX(l.version) FROM adagio_directory.alert_policy l WHERE l.practice_id = p.practice_id)
      ORDER BY b.place)",
                                                        {practice}));
  EscalationPolicy policy;
  for (const storage::Row& row : rows) {
    policy.after = absl::Seconds(row.Int(0));
    policy.backups.push_back(row.AsId<ClinicianId>(1));
  }
  return policy;
}

absl::StatusOr<std::vector<AlertPlace>> EscalationStore::LoadUnseen(storage::Statements& from,
                                                                    const PracticeId& practice,
                                                                    absl::Time raised_until) const {
  ASSIGN_OR_RETURN(const storage::Rows rows, from.Query(R"(
      SELECT w.unit_id, w.about_id
      FROM adagio_spine.worklist w
      WHERE w.practice_id = ? AND w.settled_at IS NULL AND w.kind = ? AND w.since <= ?
        AND NOT EXISTS (SELECT 1 FROM adagio_progress.alert_act c
                        WHERE c.practice_id = w.practice_id AND c.unit_id = w.unit_id AND c.alert_id = w.about_id)
      ORDER BY w.since, w.about_id)",
                                                        {practice, kAlertMatter, raised_until}));
  std::vector<AlertPlace> unseen;
  for (const storage::Row& row : rows) unseen.push_back({practice, row.AsId<UnitId>(0), row.AsId<AlertId>(1)});
  return unseen;
}

absl::StatusOr<std::optional<UnseenAlert>> EscalationStore::LoadUnseen(storage::Statements& from,
                                                                       const AlertPlace& place) const {
  const auto& [practice, unit, alert] = place;
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   from.Query(kLoadOne, {practice, unit, alert, practice, unit, practice, alert}));
  std::optional<UnseenAlert> unseen;
  for (const storage::Row& row : rows) {
    if (row.Int(1) == 0) unseen = UnseenAlert{.raised_at = row.AsTime(0), .treating = {}, .escalated = {}};
  }
  if (!unseen.has_value()) return unseen;
  for (const storage::Row& row : rows) {
    if (row.Int(1) == 1) unseen->treating.insert(row.AsId<ClinicianId>(2));
    if (row.Int(1) == 2) unseen->escalated.push_back(row.AsId<ClinicianId>(2));
  }
  return unseen;
}

absl::Status EscalationStore::Add(Work& work, const AlertId& alert, const ClinicianId& to) const {
  return work.tx()
      .Execute(R"(INSERT INTO adagio_spine.escalation (practice_id, alert_id, backup_id, unit_id, escalated_at)
                  VALUES (?, ?, ?, ?, ?))",
               {work.scope().practice(), alert, to, work.scope().unit(), work.now()})
      .status();
}

absl::StatusOr<std::vector<EscalatedAlert>> EscalationStore::LoadWaiting(storage::Statements& from,
                                                                         const Scope& scope) const {
  ASSIGN_OR_RETURN(const storage::Rows rows, from.Query(kLoadWaiting, {scope.practice(), scope.principal().id}));
  std::vector<EscalatedAlert> waiting;
  for (const storage::Row& row : rows) {
    waiting.push_back({row.AsId<UnitId>(0), row.AsId<AlertId>(1), row.AsTime(2), row.AsTime(3)});
  }
  return waiting;
}

absl::StatusOr<bool> EscalationStore::Waits(storage::Statements& from, const Scope& scope, const AlertId& alert) const {
  ASSIGN_OR_RETURN(const std::vector<EscalatedAlert> waiting, LoadWaiting(from, scope));
  for (const EscalatedAlert& each : waiting) {
    if (each.alert == alert && each.unit == scope.unit()) return true;
  }
  return false;
}

}  // namespace adagio::progress
