#include "services/progress/store/administration_store.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/status.h"
#include "services/progress/store/content.h"

namespace adagio::progress {
namespace {

// Of one unit.
constexpr absl::string_view kAll =
    "SELECT a.administration_id, a.partner_id, a.instrument, a.instrument_version, a.series_id, a.number,"
    "  a.entered_role, a.entered_by, a.occurred_at, a.started_at, a.submitted_at, a.answers, a.score,"
    "  a.provenance"
    " FROM adagio_progress.administration a WHERE a.practice_id = ? AND a.unit_id = ?";
constexpr absl::string_view kAround =
    " AND (a.partner_id, a.instrument) IN"
    "  (SELECT k.partner_id, k.instrument FROM adagio_progress.administration k"
    "   WHERE k.practice_id = ? AND k.unit_id = ? AND k.administration_id = ?)";
constexpr absl::string_view kOf = " AND a.partner_id = ? AND a.instrument = ?";
constexpr absl::string_view kNewestFirst =
    " ORDER BY a.occurred_at DESC, a.started_version DESC, a.instrument, a.administration_id";

keys::Place PlaceOf(const Scope& scope, const Administration& administration, absl::string_view column) {
  return {.practice = scope.practice(),
          .unit = scope.unit(),
          .subject = administration.partner.uuid(),
          .table = "adagio_progress.administration",
          .column = column,
          .row = std::string(administration.id.bytes())};
}

}  // namespace

const Administration* Find(const std::vector<Administration>& administrations, const AdministrationId& id) {
  for (const Administration& administration : administrations) {
    if (administration.id == id) return &administration;
  }
  return nullptr;
}

absl::StatusOr<std::optional<Standing>> AdministrationStore::LoadStanding(storage::Statements& from, const Scope& scope,
                                                                          const PartnerId& partner) const {
  ASSIGN_OR_RETURN(const storage::Rows rows, from.Query(R"(
      SELECT r.ended_version IS NOT NULL, k.policy_version IS NOT NULL
      FROM adagio_spine.relation r
      JOIN adagio_spine.practice p ON p.practice_id = r.practice_id
      LEFT JOIN adagio_spine.acknowledgement k
        ON k.practice_id = r.practice_id AND k.unit_id = r.unit_id AND k.partner_id = r.principal_id
       AND k.policy_version = p.policy_version
      WHERE r.practice_id = ? AND r.unit_id = ? AND r.principal_id = ? AND r.kind = 1)",
                                                        {scope.practice(), scope.unit(), partner}));
  if (rows.empty()) return std::optional<Standing>();
  return std::optional<Standing>({.left = rows[0].Int(0) != 0, .acknowledged = rows[0].Int(1) != 0});
}

absl::StatusOr<std::vector<Administration>> AdministrationStore::LoadAround(storage::Statements& from,
                                                                            const Scope& scope,
                                                                            const AdministrationId& id) const {
  return Load(from, scope, kAround, {scope.practice(), scope.unit(), scope.practice(), scope.unit(), id});
}

absl::StatusOr<std::vector<Administration>> AdministrationStore::LoadOf(storage::Statements& from, const Scope& scope,
                                                                        const PartnerId& partner,
                                                                        const std::string& instrument) const {
  return Load(from, scope, kOf, {scope.practice(), scope.unit(), partner, instrument});
}

absl::StatusOr<std::vector<Administration>> AdministrationStore::LoadAll(storage::Statements& from,
                                                                         const Scope& scope) const {
  return Load(from, scope, "", {scope.practice(), scope.unit()});
}

absl::StatusOr<std::vector<Administration>> AdministrationStore::Load(storage::Statements& from, const Scope& scope,
                                                                      absl::string_view narrower,
                                                                      std::vector<storage::Value> values) const {
  ASSIGN_OR_RETURN(const storage::Rows rows, from.Query(absl::StrCat(kAll, narrower, kNewestFirst), values));
  std::vector<Administration> administrations;
  for (const storage::Row& row : rows) {
    ASSIGN_OR_RETURN(Administration administration, FromRow(scope, row));
    administrations.push_back(std::move(administration));
  }
  return administrations;
}

absl::StatusOr<Administration> AdministrationStore::FromRow(const Scope& scope, const storage::Row& row) const {
  Administration administration{.id = row.AsId<AdministrationId>(0),
                                .partner = row.AsId<PartnerId>(1),
                                .instrument = row.Text(2),
                                .instrument_version = static_cast<int>(row.Int(3)),
                                .series = row.AsId<AdministrationId>(4),
                                .number = static_cast<int>(row.Int(5)),
                                .entry = static_cast<Entry>(row.Int(6)),
                                .entered_by = row.AsUuid(7),
                                .occurred_at = row.AsTime(8),
                                .started_at = row.AsTime(9),
                                .submitted_at = row.AsTimeOrNull(10),
                                .provenance = static_cast<Provenance>(row.Int(13))};
  ASSIGN_OR_RETURN(const std::string answers, keys_.Unseal(PlaceOf(scope, administration, "answers"), row.Text(11)));
  ASSIGN_OR_RETURN(ItemAnswers given, AnswersFrom(answers));
  administration.answers = Sensitive(std::move(given));
  if (row.IsNull(12)) return administration;
  ASSIGN_OR_RETURN(const std::string score, keys_.Unseal(PlaceOf(scope, administration, "score"), row.Text(12)));
  ASSIGN_OR_RETURN(administration.score, ScoreFrom(score));
  return administration;
}

absl::Status AdministrationStore::Add(Work& work, const Administration& administration) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const std::string answers, keys_.Seal(PlaceOf(scope, administration, "answers"),
                                                         ToText(administration.answers.Read(Reveal::kToSeal))));
  std::optional<std::string> score;
  if (administration.score.has_value()) {
    ASSIGN_OR_RETURN(score, keys_.Seal(PlaceOf(scope, administration, "score"), ToText(*administration.score)));
  }
  return work.tx()
      .Execute(
          R"(INSERT INTO adagio_progress.administration
                    (practice_id, unit_id, administration_id, partner_id, instrument, instrument_version, series_id,
                     number, entered_by, entered_role, occurred_at, started_at, started_version, provenance, answers,
                     submitted_at, score)
                  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))",
          {scope.practice(), scope.unit(), administration.id, administration.partner, administration.instrument,
           administration.instrument_version, administration.series, administration.number, administration.entered_by,
           static_cast<int>(administration.entry), administration.occurred_at, administration.started_at,
           work.version(), static_cast<int>(administration.provenance), answers, administration.submitted_at, score})
      .status();
}

absl::Status AdministrationStore::SaveAnswers(Work& work, const Administration& administration) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const std::string answers, keys_.Seal(PlaceOf(scope, administration, "answers"),
                                                         ToText(administration.answers.Read(Reveal::kToSeal))));
  return work.tx()
      .Execute(R"(UPDATE adagio_progress.administration SET answers = ?
                  WHERE practice_id = ? AND unit_id = ? AND administration_id = ? AND submitted_at IS NULL)",
               {answers, scope.practice(), scope.unit(), administration.id})
      .status();
}

absl::Status AdministrationStore::Submit(Work& work, const Administration& administration) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const std::string score,
                   keys_.Seal(PlaceOf(scope, administration, "score"), ToText(*administration.score)));
  return work.tx()
      .Execute(R"(UPDATE adagio_progress.administration SET submitted_at = ?, score = ?
                  WHERE practice_id = ? AND unit_id = ? AND administration_id = ? AND submitted_at IS NULL)",
               {administration.submitted_at, score, scope.practice(), scope.unit(), administration.id})
      .status();
}

}  // namespace adagio::progress
