#include "services/directory/store/practice_store.h"

#include <string>
#include <utility>

#include "services/platform/foundation/status.h"

namespace adagio::directory {
namespace {

constexpr int kTherapist = 2;
constexpr int kSupervisor = 3;
constexpr int kFirstPolicyVersion = 1;

int NumberOf(ClinicianRole role) { return role == ClinicianRole::kSupervisor ? kSupervisor : kTherapist; }

ClinicianRole RoleOf(int64_t number) {
  return number == kSupervisor ? ClinicianRole::kSupervisor : ClinicianRole::kTherapist;
}

keys::Place NamePlace(const PracticeId& practice, const char* table, const Uuid& row) {
  return {.practice = practice,
          .unit = {},
          .subject = {},
          .table = table,
          .column = "display_name",
          .row = std::string(row.bytes())};
}

}  // namespace

absl::Status PracticeStore::AddPractice(Work& work, const Practice& practice) const {
  RETURN_IF_ERROR(keys_.CreatePracticeKey(practice.id));
  RETURN_IF_ERROR(work.tx()
                      .Execute(R"(INSERT INTO adagio_spine.unit_guard (practice_id, unit_id, version, last_now)
                                  VALUES (?, ?, 0, ?))",
                               {practice.id, UnitId(), work.now()})
                      .status());
  return work.tx()
      .Execute(R"(INSERT INTO adagio_spine.practice (practice_id, display_name, time_zone, policy_version, created_at)
                  VALUES (?, ?, ?, ?, ?))",
               {practice.id, practice.display_name, practice.time_zone, kFirstPolicyVersion, work.now()})
      .status();
}

absl::Status PracticeStore::AddClinician(Work& work, const Clinician& clinician) const {
  const PracticeId& practice = work.scope().practice();
  const keys::Place place = NamePlace(practice, "adagio_directory.clinician", clinician.id.uuid());
  ASSIGN_OR_RETURN(const std::string name, keys_.Seal(place, clinician.display_name.Read(Reveal::kToSeal)));
  return work.tx()
      .Execute(R"(INSERT INTO adagio_directory.clinician (practice_id, clinician_id, role, display_name, added_at)
                  VALUES (?, ?, ?, ?, ?))",
               {practice, clinician.id, NumberOf(clinician.role), name, work.now()})
      .status();
}

absl::Status PracticeStore::AddIntegration(Work& work, const Integration& integration) const {
  const PracticeId& practice = work.scope().practice();
  const keys::Place place = NamePlace(practice, "adagio_directory.integration", integration.id.uuid());
  ASSIGN_OR_RETURN(const std::string name, keys_.Seal(place, integration.display_name.Read(Reveal::kToSeal)));
  return work.tx()
      .Execute(R"(INSERT INTO adagio_directory.integration (practice_id, integration_id, display_name, added_at)
                  VALUES (?, ?, ?, ?))",
               {practice, integration.id, name, work.now()})
      .status();
}

absl::StatusOr<std::optional<ClinicianRole>> PracticeStore::FindRole(Work& work, const ClinicianId& clinician) const {
  ASSIGN_OR_RETURN(
      const storage::Rows rows,
      work.tx().Query("SELECT role FROM adagio_directory.clinician WHERE practice_id = ? AND clinician_id = ?",
                      {work.scope().practice(), clinician}));
  if (rows.empty()) return std::optional<ClinicianRole>();
  return std::make_optional(RoleOf(rows[0].Int(0)));
}

absl::StatusOr<Clinician> PracticeStore::ReadClinician(const PracticeId& practice, const ClinicianId& clinician) const {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, reads_.Acquire());
  ASSIGN_OR_RETURN(const storage::Rows rows, reads->Query(R"(SELECT role, display_name FROM adagio_directory.clinician
                                                             WHERE practice_id = ? AND clinician_id = ?)",
                                                          {practice, clinician}));
  if (rows.empty()) return Refuse(Reason::kResourceMissing, "no such clinician");
  const keys::Place place = NamePlace(practice, "adagio_directory.clinician", clinician.uuid());
  ASSIGN_OR_RETURN(std::string name, keys_.Unseal(place, rows[0].Text(1)));
  return Clinician{clinician, Sensitive(std::move(name)), RoleOf(rows[0].Int(0))};
}

absl::Status PracticeStore::AddSupervision(Work& work, const ClinicianId& supervisor,
                                           const ClinicianId& therapist) const {
  return work.tx()
      .Execute(R"(INSERT INTO adagio_directory.supervision (practice_id, therapist_id, supervisor_id, started_at)
                  VALUES (?, ?, ?, ?))",
               {work.scope().practice(), therapist, supervisor, work.now()})
      .status();
}

}  // namespace adagio::directory
