#include "services/progress/store/summary_store.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/status.h"
#include "services/progress/store/content.h"

namespace adagio::progress {
namespace {

constexpr size_t kUnitsAtOnce = 100;

keys::Place ScoresPlace(const PracticeId& practice, const UnitId& unit, const PartnerId& partner,
                        const std::string& instrument) {
  return {.practice = practice,
          .unit = unit,
          .subject = partner.uuid(),
          .table = "adagio_progress.summary",
          .column = "scores",
          .row = instrument};
}

std::string StatementFor(size_t units) {
  std::string places;
  for (size_t i = 0; i < units; ++i) absl::StrAppend(&places, i == 0 ? "?" : ", ?");
  return absl::StrCat(
      "SELECT unit_id, partner_id, instrument, measure_id, scored, baseline_at, latest_at, due_at, scores"
      " FROM adagio_progress.summary WHERE practice_id = ? AND unit_id IN (",
      places, ") ORDER BY unit_id, partner_id, instrument");
}

}  // namespace

absl::StatusOr<Uuid> SummaryStore::Save(Work& work, const PartnerId& partner, const std::string& instrument,
                                        const Summary& summary) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const std::string scores,
                   keys_.Seal(ScoresPlace(scope.practice(), scope.unit(), partner, instrument), ToText(summary)));
  ASSIGN_OR_RETURN(const storage::Rows known, work.tx().Query(R"(SELECT measure_id FROM adagio_progress.summary
                                      WHERE practice_id = ? AND unit_id = ? AND partner_id = ? AND instrument = ?)",
                                                              {scope.practice(), scope.unit(), partner, instrument}));
  if (known.empty()) {
    const Uuid measure = work.NewUuid();
    RETURN_IF_ERROR(work.tx()
                        .Execute(R"(INSERT INTO adagio_progress.summary
                                      (practice_id, unit_id, partner_id, instrument, measure_id, scored, baseline_at,
                                       latest_at, due_at, scores)
                                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?))",
                                 {scope.practice(), scope.unit(), partner, instrument, measure, summary.scored,
                                  summary.baseline_at, summary.latest_at, summary.due_at, scores})
                        .status());
    return measure;
  }
  RETURN_IF_ERROR(work.tx()
                      .Execute(R"(UPDATE adagio_progress.summary
                                  SET scored = ?, baseline_at = ?, latest_at = ?, due_at = ?, scores = ?
                                  WHERE practice_id = ? AND unit_id = ? AND partner_id = ? AND instrument = ?)",
                               {summary.scored, summary.baseline_at, summary.latest_at, summary.due_at, scores,
                                scope.practice(), scope.unit(), partner, instrument})
                      .status());
  return known[0].AsUuid(0);
}

absl::StatusOr<std::vector<PartnerSummary>> SummaryStore::Load(storage::Statements& from, const PracticeId& practice,
                                                               absl::Span<const UnitId> units) const {
  std::vector<PartnerSummary> summaries;
  for (size_t first = 0; first < units.size(); first += kUnitsAtOnce) {
    const absl::Span<const UnitId> some = units.subspan(first, std::min(kUnitsAtOnce, units.size() - first));
    std::vector<storage::Value> values = {practice};
    values.insert(values.end(), some.begin(), some.end());
    ASSIGN_OR_RETURN(const storage::Rows rows, from.Query(StatementFor(some.size()), values));
    for (const storage::Row& row : rows) {
      ASSIGN_OR_RETURN(PartnerSummary summary, FromRow(practice, row));
      summaries.push_back(std::move(summary));
    }
  }
  return summaries;
}

absl::StatusOr<PartnerSummary> SummaryStore::FromRow(const PracticeId& practice, const storage::Row& row) const {
  PartnerSummary found{.unit = row.AsId<UnitId>(0),
                       .partner = row.AsId<PartnerId>(1),
                       .instrument = row.Text(2),
                       .measure = row.AsUuid(3),
                       .summary = {.scored = static_cast<int>(row.Int(4)),
                                   .baseline_at = row.AsTime(5),
                                   .latest_at = row.AsTime(6),
                                   .due_at = row.AsTimeOrNull(7)}};
  ASSIGN_OR_RETURN(const std::string scores,
                   keys_.Unseal(ScoresPlace(practice, found.unit, found.partner, found.instrument), row.Text(8)));
  RETURN_IF_ERROR(FillScores(scores, found.summary));
  return found;
}

}  // namespace adagio::progress
