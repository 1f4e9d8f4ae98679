#include "services/directory/store/relation_store.h"

#include "services/platform/foundation/status.h"

namespace adagio::directory {
namespace {

constexpr int kTreats = 2;

}  // namespace

absl::StatusOr<std::optional<Relation>> RelationStore::FindSupervision(Work& work, const ClinicianId& supervisor,
                                                                       const ClinicianId& therapist) const {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   work.tx().Query("SELECT started_at, ended_at FROM adagio_directory.supervision"
                                   " WHERE practice_id = ? AND therapist_id = ? AND supervisor_id = ?",
                                   {work.scope().practice(), therapist, supervisor}));
  if (rows.empty()) return std::optional<Relation>();
  return std::make_optional(Relation{.started_at = rows[0].AsTime(0), .ended_at = rows[0].AsTimeOrNull(1)});
}

absl::Status RelationStore::EndSupervision(Work& work, const ClinicianId& supervisor,
                                           const ClinicianId& therapist) const {
  return work.tx()
      .Execute(R"(UPDATE adagio_directory.supervision SET ended_at = ?
                  WHERE practice_id = ? AND therapist_id = ? AND supervisor_id = ? AND ended_at IS NULL)",
               {work.now(), work.scope().practice(), therapist, supervisor})
      .status();
}

absl::StatusOr<std::vector<Treatment>> RelationStore::LoadTreatments(Work& work) const {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   work.tx().Query("SELECT principal_id, started_at, ended_at FROM adagio_spine.relation"
                                   " WHERE practice_id = ? AND unit_id = ? AND kind = ?",
                                   {work.scope().practice(), work.scope().unit(), kTreats}));
  std::vector<Treatment> all;
  for (const storage::Row& row : rows) {
    all.push_back({row.AsId<ClinicianId>(0), {.started_at = row.AsTime(1), .ended_at = row.AsTimeOrNull(2)}});
  }
  return all;
}

absl::Status RelationStore::StartTreatment(Work& work, const ClinicianId& therapist) const {
  return work.tx()
      .Execute(R"(INSERT INTO adagio_spine.relation
                    (practice_id, unit_id, principal_id, kind, started_version, started_at)
                  VALUES (?, ?, ?, ?, ?, ?))",
               {work.scope().practice(), work.scope().unit(), therapist, kTreats, work.version(), work.now()})
      .status();
}

absl::Status RelationStore::EndTreatment(Work& work, const ClinicianId& therapist) const {
  return work.tx()
      .Execute(R"(UPDATE adagio_spine.relation SET ended_version = ?, ended_at = ?
                  WHERE practice_id = ? AND unit_id = ? AND principal_id = ? AND kind = ? AND ended_at IS NULL)",
               {work.version(), work.now(), work.scope().practice(), work.scope().unit(), therapist, kTreats})
      .status();
}

}  // namespace adagio::directory
