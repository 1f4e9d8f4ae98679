#include "services/directory/store/backup_store.h"

#include "services/platform/foundation/status.h"

namespace adagio::directory {

absl::Status BackupStore::Set(Work& work, const AlertBackups& backups) const {
  const Scope& scope = work.scope();
  RETURN_IF_ERROR(work.tx()
                      .Execute(R"(INSERT INTO adagio_directory.alert_policy
                                    (practice_id, version, escalate_after_seconds, set_by, set_at)
                                  VALUES (?, ?, ?, ?, ?))",
                               {scope.practice(), work.version(), absl::ToInt64Seconds(backups.escalate_after),
                                scope.principal().id, work.now()})
                      .status());
  int place = 0;
  for (const ClinicianId& clinician : backups.clinicians) {
    RETURN_IF_ERROR(work.tx()
                        .Execute(R"(INSERT INTO adagio_directory.alert_backup
                                      (practice_id, version, place, clinician_id)
                                    VALUES (?, ?, ?, ?))",
                                 {scope.practice(), work.version(), ++place, clinician})
                        .status());
  }
  return absl::OkStatus();
}

absl::StatusOr<std::optional<AlertBackups>> BackupStore::Read(const Scope& scope) const {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, reads_.Acquire());
  ASSIGN_OR_RETURN(const storage::Rows rows, reads->Query(R"(
      SELECT p.escalate_after_seconds, b.clinician_id
      FROM adagio_directory.alert_policy p
      JOIN adagio_directory.alert_backup b ON b.practice_id = p.practice_id AND b.version = p.version
      WHERE p.practice_id = ?
        AND p.version = (SELECT MAX(l.version) FROM adagio_directory.alert_policy l WHERE l.practice_id = p.practice_id)
      ORDER BY b.place)",
                                                          {scope.practice()}));
  if (rows.empty()) return std::optional<AlertBackups>();
  AlertBackups backups{.clinicians = {}, .escalate_after = absl::Seconds(rows[0].Int(0))};
  for (const storage::Row& row : rows) backups.clinicians.push_back(row.AsId<ClinicianId>(1));
  return std::make_optional(std::move(backups));
}

}  // namespace adagio::directory
