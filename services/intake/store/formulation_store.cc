#include "services/intake/store/formulation_store.h"

#include <string>
#include <utility>
#include <vector>

#include "services/platform/foundation/packing.h"
#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

constexpr int kKept = 1;

// Kept versions (1), then released texts (2): the number in its own row, the version it stands on, who, when.
constexpr char kLoad[] = R"(
    SELECT 1 AS kind, f.version AS number, f.version, f.clinician_id, f.content, f.written_at
    FROM adagio_intake.formulation f
    WHERE f.practice_id = ? AND f.unit_id = ?
    UNION ALL
    SELECT 2, r.release_number, r.version, r.clinician_id, r.content, r.released_at
    FROM adagio_intake.formulation_release r
    WHERE r.practice_id = ? AND r.unit_id = ?
    ORDER BY kind, number)";

constexpr char kLoadReleased[] = R"(
    SELECT 2, r.release_number, r.version, r.clinician_id, r.content, r.released_at
    FROM adagio_intake.formulation_release r
    WHERE r.practice_id = ? AND r.unit_id = ?
    ORDER BY r.release_number DESC LIMIT 1)";

keys::Place PlaceOf(const Scope& scope, absl::string_view table, int64_t number) {
  return {.practice = scope.practice(),
          .unit = scope.unit(),
          .subject = {},
          .table = table,
          .column = "content",
          .row = std::to_string(number)};
}

keys::Place KeptPlace(const Scope& scope, int64_t version) {
  return PlaceOf(scope, "adagio_intake.formulation", version);
}

keys::Place ReleasedPlace(const Scope& scope, int64_t number) {
  return PlaceOf(scope, "adagio_intake.formulation_release", number);
}

}  // namespace

absl::StatusOr<Formulation> FormulationStore::Load(Work& work) const { return LoadFrom(work.tx(), work.scope()); }

absl::StatusOr<Formulation> FormulationStore::Read(const Scope& scope) const {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, reads_.Acquire());
  return LoadFrom(*reads, scope);
}

absl::StatusOr<std::optional<FormulationRelease>> FormulationStore::ReadReleased(const Scope& scope) const {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, reads_.Acquire());
  ASSIGN_OR_RETURN(const storage::Rows rows, reads->Query(kLoadReleased, {scope.practice(), scope.unit()}));
  if (rows.empty()) return std::optional<FormulationRelease>();
  ASSIGN_OR_RETURN(FormulationRelease release, ReleaseFrom(scope, rows[0]));
  return std::make_optional(std::move(release));
}

absl::StatusOr<Formulation> FormulationStore::LoadFrom(storage::Statements& from, const Scope& scope) const {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   from.Query(kLoad, {scope.practice(), scope.unit(), scope.practice(), scope.unit()}));
  Formulation formulation;
  for (const storage::Row& row : rows) {
    if (row.Int(0) != kKept) {
      ASSIGN_OR_RETURN(FormulationRelease release, ReleaseFrom(scope, row));
      formulation.releases.push_back(std::move(release));
      continue;
    }
    ASSIGN_OR_RETURN(std::string text, keys_.Unseal(KeptPlace(scope, row.Int(1)), row.Text(4)));
    formulation.versions.push_back({.version = static_cast<int>(row.Int(1)),
                                    .text = Sensitive(std::move(text)),
                                    .author = row.AsId<ClinicianId>(3),
                                    .written_at = row.AsTime(5)});
  }
  return formulation;
}

absl::StatusOr<FormulationRelease> FormulationStore::ReleaseFrom(const Scope& scope, const storage::Row& row) const {
  ASSIGN_OR_RETURN(const std::string content, keys_.Unseal(ReleasedPlace(scope, row.Int(1)), row.Text(4)));
  ASSIGN_OR_RETURN(const std::vector<std::string> texts, Unpack(content));
  if (texts.size() != 2) return Refuse(Reason::kBug, "a stored release does not parse");
  return FormulationRelease{.version = static_cast<int>(row.Int(2)),
                            .given = Sensitive(texts[0]),
                            .text = Sensitive(texts[1]),
                            .released_at = row.AsTime(5)};
}

absl::Status FormulationStore::Add(Work& work, const FormulationVersion& version) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const std::string content,
                   keys_.Seal(KeptPlace(scope, version.version), version.text.Read(Reveal::kToSeal)));
  return work.tx()
      .Execute(R"(INSERT INTO adagio_intake.formulation
                    (practice_id, unit_id, version, clinician_id, content, written_at)
                  VALUES (?, ?, ?, ?, ?, ?))",
               {scope.practice(), scope.unit(), version.version, version.author, content, version.written_at})
      .status();
}

absl::Status FormulationStore::AddRelease(Work& work, const FormulationRelease& release, int number) const {
  const Scope& scope = work.scope();
  const std::string texts = Pack({release.given.Read(Reveal::kToSeal), release.text.Read(Reveal::kToSeal)});
  ASSIGN_OR_RETURN(const std::string content, keys_.Seal(ReleasedPlace(scope, number), texts));
  return work.tx()
      .Execute(
          R"(INSERT INTO adagio_intake.formulation_release
                    (practice_id, unit_id, release_number, version, clinician_id, content, released_at)
                  VALUES (?, ?, ?, ?, ?, ?, ?))",
          {scope.practice(), scope.unit(), number, release.version, scope.principal().id, content, release.released_at})
      .status();
}

}  // namespace adagio::intake
