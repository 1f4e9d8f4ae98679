#include "services/directory/store/unit_store.h"

#include <string>
#include <utility>

#include "services/platform/foundation/status.h"

namespace adagio::directory {
namespace {

constexpr int kMember = 1;
constexpr int kTreats = 2;

keys::Place UnitNamePlace(const PracticeId& practice, const UnitId& unit) {
  return {.practice = practice,
          .unit = unit,
          .subject = {},
          .table = "adagio_directory.treatment_unit",
          .column = "display_name",
          .row = std::string(unit.bytes())};
}

keys::Place PartnerNamePlace(const PracticeId& practice, const UnitId& unit, const PartnerId& partner) {
  return {.practice = practice,
          .unit = unit,
          .subject = {},
          .table = "adagio_directory.partner",
          .column = "display_name",
          .row = std::string(partner.bytes())};
}

constexpr char kLoad[] = R"(
    SELECT u.display_name, p.partner_id, p.display_name, r.ended_at
    FROM adagio_directory.treatment_unit u
    LEFT JOIN adagio_spine.relation r
      ON r.practice_id = u.practice_id AND r.unit_id = u.unit_id AND r.kind = ?
    LEFT JOIN adagio_directory.partner p
      ON p.practice_id = r.practice_id AND p.unit_id = r.unit_id AND p.partner_id = r.principal_id
    WHERE u.practice_id = ? AND u.unit_id = ?
    ORDER BY r.started_version)";

absl::Status AddRelation(Work& work, const UnitId& unit, const Uuid& principal, int kind, int64_t version) {
  return work.tx()
      .Execute(R"(INSERT INTO adagio_spine.relation
                    (practice_id, unit_id, principal_id, kind, started_version, started_at)
                  VALUES (?, ?, ?, ?, ?, ?))",
               {work.scope().practice(), unit, principal, kind, version, work.now()})
      .status();
}

}  // namespace

absl::StatusOr<TreatmentUnit> UnitStore::Load(Work& work) const {
  return LoadFrom(work.tx(), work.scope().practice(), work.scope().unit());
}

absl::StatusOr<TreatmentUnit> UnitStore::Read(const Scope& scope) const { return ReadOne(scope, scope.unit()); }

absl::StatusOr<TreatmentUnit> UnitStore::ReadOne(const Scope& scope, const UnitId& unit) const {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, reads_.Acquire());
  return LoadFrom(*reads, scope.practice(), unit);
}

absl::StatusOr<std::vector<UnitId>> UnitStore::ReadTreatedBy(const Scope& scope, const ClinicianId& therapist) const {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, reads_.Acquire());
  ASSIGN_OR_RETURN(const storage::Rows rows, reads->Query(R"(SELECT u.unit_id FROM adagio_spine.relation r
                                   JOIN adagio_directory.treatment_unit u
                                     ON u.practice_id = r.practice_id AND u.unit_id = r.unit_id
                                   WHERE r.practice_id = ? AND r.principal_id = ? AND r.kind = ? AND r.ended_at IS NULL
                                   ORDER BY u.opened_at DESC, u.unit_id)",
                                                          {scope.practice(), therapist, kTreats}));
  std::vector<UnitId> treated;
  for (const storage::Row& row : rows) treated.push_back(row.AsId<UnitId>(0));
  return treated;
}

absl::StatusOr<TreatmentUnit> UnitStore::LoadFrom(storage::Statements& from, const PracticeId& practice,
                                                  const UnitId& id) const {
  ASSIGN_OR_RETURN(const storage::Rows rows, from.Query(kLoad, {kMember, practice, id}));
  if (rows.empty()) return Refuse(Reason::kResourceMissing, "no such unit");
  ASSIGN_OR_RETURN(std::string name, keys_.Unseal(UnitNamePlace(practice, id), rows[0].Text(0)));
  TreatmentUnit unit{id, Sensitive(std::move(name)), {}};
  for (const storage::Row& row : rows) {
    if (row.IsNull(1)) continue;  // the one row of a unit without partners
    const auto partner = row.AsId<PartnerId>(1);
    ASSIGN_OR_RETURN(std::string partner_name, keys_.Unseal(PartnerNamePlace(practice, id, partner), row.Text(2)));
    unit.partners.push_back({partner, Sensitive(std::move(partner_name)), !row.IsNull(3)});
  }
  return unit;
}

absl::Status UnitStore::Add(Work& work, const TreatmentUnit& unit, const ClinicianId& therapist) const {
  const PracticeId& practice = work.scope().practice();
  ASSIGN_OR_RETURN(const std::string name,
                   keys_.Seal(UnitNamePlace(practice, unit.id), unit.display_name.Read(Reveal::kToSeal)));
  RETURN_IF_ERROR(work.tx()
                      .Execute(R"(INSERT INTO adagio_spine.unit_guard (practice_id, unit_id, version, last_now)
                                  VALUES (?, ?, 0, ?))",
                               {practice, unit.id, work.now()})
                      .status());
  RETURN_IF_ERROR(
      work.tx()
          .Execute(R"(INSERT INTO adagio_directory.treatment_unit (practice_id, unit_id, display_name, opened_at)
                      VALUES (?, ?, ?, ?))",
                   {practice, unit.id, name, work.now()})
          .status());
  return AddRelation(work, unit.id, therapist.uuid(), kTreats, 0);
}

absl::Status UnitStore::AddPartner(Work& work, const Partner& partner) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const std::string name, keys_.Seal(PartnerNamePlace(scope.practice(), scope.unit(), partner.id),
                                                      partner.display_name.Read(Reveal::kToSeal)));
  RETURN_IF_ERROR(
      work.tx()
          .Execute(R"(INSERT INTO adagio_directory.partner (practice_id, unit_id, partner_id, display_name, added_at)
                      VALUES (?, ?, ?, ?, ?))",
                   {scope.practice(), scope.unit(), partner.id, name, work.now()})
          .status());
  return AddRelation(work, scope.unit(), partner.id.uuid(), kMember, work.version());
}

absl::Status UnitStore::EndMembership(Work& work, const PartnerId& partner) const {
  return work.tx()
      .Execute(R"(UPDATE adagio_spine.relation SET ended_version = ?, ended_at = ?
                  WHERE practice_id = ? AND unit_id = ? AND principal_id = ? AND kind = ? AND ended_at IS NULL)",
               {work.version(), work.now(), work.scope().practice(), work.scope().unit(), partner, kMember})
      .status();
}

}  // namespace adagio::directory
