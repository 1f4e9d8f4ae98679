#include "services/progress/store/caseload_store.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

using storage::Value;

// The kinds of rows, and the columns every kind has: the first nine as SummaryStore reads a summary.
enum RowKind { kTreated, kMember, kSummary, kMatter, kTherapist };
enum Column { kUnit, kPerson, kInstrument, kAbout, kNumber, kT1, kT2, kT3, kSealed, kKind };

// Whose units: one row a unit and one who treats it.
constexpr absl::string_view kOwnUnits =
    "SELECT t.practice_id, t.unit_id, t.principal_id AS therapist_id FROM adagio_spine.relation t"
    " FORCE INDEX (by_principal) WHERE t.practice_id = ? AND t.principal_id = ? AND t.kind = 2 AND t.ended_at IS NULL";
constexpr absl::string_view kSupervisedUnits =
    "SELECT t.practice_id, t.unit_id, t.principal_id AS therapist_id FROM adagio_directory.supervision s"
    " JOIN adagio_spine.relation t FORCE INDEX (by_principal) ON t.practice_id = s.practice_id AND t.principal_id = "
    "s.therapist_id"
    "  AND t.kind = 2 AND t.ended_at IS NULL"
    " WHERE s.practice_id = ? AND s.supervisor_id = ? AND s.ended_at IS NULL";
constexpr absl::string_view kEveryUnit =
    "SELECT DISTINCT t.practice_id, t.unit_id, CAST(REPEAT(CHAR(0), 16) AS BINARY(16)) AS therapist_id"
    " FROM adagio_spine.relation t WHERE t.practice_id = ? AND t.kind = 2 AND t.ended_at IS NULL";

// The first SELECT of the union gives all columns their types. Order and indexes are forced: left alone, the planner
// reads the past of a unit to find what waits, and a small practice whole to find a unit.
constexpr absl::string_view kTheirRows =
    "SELECT t.unit_id, t.therapist_id, CAST(NULL AS CHAR(64)), CAST(NULL AS BINARY(16)), 0, CAST(NULL AS DATETIME(6)),"
    "  CAST(NULL AS DATETIME(6)), CAST(NULL AS DATETIME(6)), CAST(NULL AS BINARY), 0"
    " FROM treated t"
    " UNION ALL SELECT m.unit_id, m.principal_id, NULL, NULL, 0, m.ended_at, NULL, NULL, NULL, 1"
    " FROM units u STRAIGHT_JOIN adagio_spine.relation m FORCE INDEX (PRIMARY) ON m.practice_id = u.practice_id AND "
    "m.unit_id = u.unit_id"
    "  AND m.kind = 1 AND (m.ended_at IS NULL OR m.ended_at >= ?)"
    " UNION ALL SELECT s.unit_id, s.partner_id, s.instrument, s.measure_id, s.scored, s.baseline_at, s.latest_at,"
    "  s.due_at, s.scores, 2"
    " FROM units u STRAIGHT_JOIN adagio_spine.relation m FORCE INDEX (PRIMARY) ON m.practice_id = u.practice_id AND "
    "m.unit_id = u.unit_id"
    "  AND m.kind = 1 AND (m.ended_at IS NULL OR m.ended_at >= ?)"
    " STRAIGHT_JOIN adagio_progress.summary s ON s.practice_id = m.practice_id AND s.unit_id = m.unit_id"
    "  AND s.partner_id = m.principal_id"
    " UNION ALL SELECT w.unit_id, NULL, NULL, w.about_id, w.kind, w.since, w.due_at, NULL, NULL, 3"
    " FROM units u STRAIGHT_JOIN adagio_spine.worklist w FORCE INDEX (by_unit)"
    "  ON w.practice_id = u.practice_id AND w.unit_id = u.unit_id AND w.settled_span IS NULL"
    " UNION ALL SELECT w.unit_id, NULL, NULL, w.about_id, w.kind, w.since, w.due_at, w.settled_at, NULL, 3"
    " FROM units u JOIN (SELECT 0 AS later UNION ALL SELECT 1) l STRAIGHT_JOIN adagio_spine.worklist w"
    "  FORCE INDEX (by_unit)"
    "  ON w.practice_id = u.practice_id AND w.unit_id = u.unit_id AND w.settled_span = TO_DAYS(?) DIV 90 + l.later"
    "  AND w.settled_at >= ?";

// Those without units are in a supervisor's report too.
constexpr absl::string_view kSupervisees =
    " UNION ALL SELECT NULL, s.therapist_id, NULL, NULL, 0, NULL, NULL, NULL, NULL, 4"
    " FROM adagio_directory.supervision s"
    " WHERE s.practice_id = ? AND s.supervisor_id = ? AND s.ended_at IS NULL";

std::string StatementOver(absl::string_view treated, absl::string_view more) {
  return absl::StrCat("WITH treated AS (", treated, "), units AS (SELECT DISTINCT practice_id, unit_id FROM treated) ",
                      kTheirRows, more);
}

absl::StatusOr<storage::Rows> Send(storage::Statements& from, const Scope& scope, CaseloadView view,
                                   const CaseloadSpan& span) {
  static const std::string* const kOwn = new std::string(StatementOver(kOwnUnits, ""));
  static const std::string* const kSupervised = new std::string(StatementOver(kSupervisedUnits, kSupervisees));
  static const std::string* const kEvery = new std::string(StatementOver(kEveryUnit, ""));
  const PracticeId& practice = scope.practice();
  const Uuid& caller = scope.principal().id;
  const absl::Time left = span.left_since, settled = span.settled_since;
  switch (view) {
    case CaseloadView::kOwn:
      return from.Query(*kOwn, {practice, caller, left, left, settled, settled});
    case CaseloadView::kSupervised:
      return from.Query(*kSupervised, {practice, caller, left, left, settled, settled, practice, caller});
    case CaseloadView::kCounts:
      break;
  }
  return from.Query(*kEvery, {practice, left, left, settled, settled});
}

}  // namespace

absl::StatusOr<LoadedCaseload> CaseloadStore::Load(storage::Statements& from, const Scope& scope, CaseloadView view,
                                                   const CaseloadSpan& span) const {
  ASSIGN_OR_RETURN(const storage::Rows rows, Send(from, scope, view, span));
  LoadedCaseload loaded;
  if (view == CaseloadView::kOwn) loaded.facts.therapists.push_back(ClinicianId(scope.principal().id));
  for (const storage::Row& row : rows) RETURN_IF_ERROR(TakeIn(scope.practice(), row, loaded));
  return loaded;
}

absl::Status CaseloadStore::TakeIn(const PracticeId& practice, const storage::Row& row, LoadedCaseload& loaded) const {
  switch (row.Int(kKind)) {
    case kTreated:
      loaded.facts.treated.push_back({row.AsId<UnitId>(kUnit), row.AsId<ClinicianId>(kPerson)});
      return absl::OkStatus();
    case kMember:
      loaded.facts.members.push_back(
          {row.AsId<UnitId>(kUnit), row.AsId<PartnerId>(kPerson), row.AsTimeOrNull(kT1).has_value()});
      return absl::OkStatus();
    case kSummary: {
      ASSIGN_OR_RETURN(PartnerSummary summary, summaries_.FromRow(practice, row));
      loaded.summaries.push_back(std::move(summary));
      return absl::OkStatus();
    }
    case kMatter:
      loaded.facts.matters.push_back({.unit = row.AsId<UnitId>(kUnit),
                                      .kind = static_cast<MatterKind>(row.Int(kNumber)),
                                      .about = row.AsUuid(kAbout),
                                      .since = row.AsTime(kT1),
                                      .due = row.AsTime(kT2),
                                      .settled = row.AsTimeOrNull(kT3)});
      return absl::OkStatus();
    case kTherapist:
      loaded.facts.therapists.push_back(row.AsId<ClinicianId>(kPerson));
      return absl::OkStatus();
  }
  return Refuse(Reason::kBug, "a row of no kind");
}

}  // namespace adagio::progress
