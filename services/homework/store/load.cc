// Loading: everything consent depends on comes in one statement, because one statement sees one snapshot.
#include "absl/strings/str_cat.h"
#include "services/homework/store/encoding.h"
#include "services/homework/store/homework_store.h"
#include "services/platform/foundation/packing.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

using storage::Value;

// The kinds of rows, and the columns every kind has: kind, id, other, people, six numbers, two times, a sealed text.
enum RowKind { kGuard, kMember, kAgreement, kStances, kAssignment, kAnswer, kDeclines, kRepair, kLimits };
enum Column { kKind, kId, kOther, kPeople, kN1, kN2, kN3, kN4, kN5, kN6, kT1, kT2, kSealed };

// The first SELECT of the union gives all columns their types.
constexpr absl::string_view kEverythingElse =
    "SELECT 0, CAST(NULL AS BINARY(16)), CAST(NULL AS BINARY(16)), CAST(NULL AS BINARY), g.version, 0, 0, 0, 0, 0,"
    "  g.last_now, CAST(NULL AS DATETIME(6)), CAST(NULL AS BINARY)"
    " FROM adagio_spine.unit_guard g WHERE g.practice_id = ? AND g.unit_id = ?"
    // Members, in the order in which they were added.
    " UNION ALL SELECT 1, r.principal_id, NULL, NULL, r.ended_version IS NOT NULL, k.policy_version IS NOT NULL,"
    "  COALESCE(c.cleared, 0), COALESCE(h.standing, 0), GREATEST(COALESCE(c.version, 0), COALESCE(h.newest, 0)),"
    "  COALESCE(h.pain_newest, 0), NULL, NULL, NULL"
    " FROM adagio_spine.relation r"
    " JOIN adagio_spine.practice p ON p.practice_id = r.practice_id"
    " LEFT JOIN adagio_spine.acknowledgement k ON k.practice_id = r.practice_id AND k.unit_id = r.unit_id"
    "  AND k.partner_id = r.principal_id AND k.policy_version = p.policy_version"
    " LEFT JOIN adagio_spine.clearance c ON c.practice_id = r.practice_id AND c.unit_id = r.unit_id"
    "  AND c.partner_id = r.principal_id"
    " LEFT JOIN (SELECT partner_id,"
    "   MAX(lifted_version IS NULL AND only_pain = 0) + 2 * MAX(lifted_version IS NULL AND only_pain = 1) AS standing,"
    "   MAX(CASE WHEN only_pain = 0 THEN placed_version ELSE 0 END) AS newest,"
    "   MAX(CASE WHEN only_pain = 1 THEN placed_version ELSE 0 END) AS pain_newest"
    "  FROM adagio_spine.hold WHERE practice_id = ? AND unit_id = ? GROUP BY partner_id) h"
    "  ON h.partner_id = r.principal_id"
    " WHERE r.practice_id = ? AND r.unit_id = ? AND r.kind = 1"
    " UNION ALL SELECT 2, agreement_id, NULL, participants, released_version, 0, 0, 0, 0, 0, review_at, NULL, "
    "activities"
    " FROM adagio_homework.agreement WHERE practice_id = ? AND unit_id = ?"
    " UNION ALL SELECT 3, agreement_id, partner_id, NULL, 0, 0, 0, 0, 0, 0, NULL, NULL, stances"
    " FROM adagio_homework.stances WHERE practice_id = ? AND unit_id = ?"
    " UNION ALL SELECT 6, partner_id, NULL, NULL, 0, 0, 0, 0, 0, 0, NULL, NULL, declines"
    " FROM adagio_homework.decline WHERE practice_id = ? AND unit_id = ?"
    " UNION ALL SELECT 7, repair_id, NULL, participants, opened_version, closed, 0, 0, 0, 0, NULL, NULL, NULL"
    " FROM adagio_homework.repair WHERE practice_id = ? AND unit_id = ?"
    " UNION ALL SELECT 8, partner_id, NULL, NULL, 0, 0, 0, 0, 0, 0, NULL, NULL, limits"
    " FROM adagio_homework.own_limits WHERE practice_id = ? AND unit_id = ?";

constexpr absl::string_view kAssignments =
    " UNION ALL SELECT 4, a.assignment_id, a.ladder_id, a.participants, 0, a.usual_seconds,"
    "  a.shorter_seconds, a.paused_by_therapist + 2 * a.completed + 4 * a.closed, a.offered_version,"
    "  a.stopped_version, a.offered_at, NULL, a.terms"
    " FROM adagio_homework.assignment a WHERE a.practice_id = ? AND a.unit_id = ?";

constexpr absl::string_view kAnswers =
    " UNION ALL SELECT 5, w.assignment_id, w.partner_id, NULL, w.version, 0, 0, 0, 0, 0, w.answered_at, NULL, w.answer"
    " FROM adagio_homework.assignment a JOIN adagio_homework.answer w ON w.practice_id = a.practice_id"
    "  AND w.unit_id = a.unit_id AND w.assignment_id = a.assignment_id"
    " WHERE a.practice_id = ? AND a.unit_id = ?";

// The condition on assignments for each focus, and its parameters.
absl::string_view ConditionOf(Focus::Kind kind) {
  return kind == Focus::Kind::kOpen ? " AND (a.ends_at > ? OR a.assignment_id = ?)" : "";
}

std::string StatementFor(Focus::Kind kind) {
  return absl::StrCat(kEverythingElse, kAssignments, ConditionOf(kind), kAnswers, ConditionOf(kind));
}

std::vector<Value> ValuesFor(const Scope& scope, const Focus& focus) {
  constexpr int kPlaces = 8;
  std::vector<Value> values;
  for (int i = 0; i < kPlaces; ++i) {
    values.insert(values.end(), {scope.practice(), scope.unit()});
  }
  for (int part = 0; part < 2; ++part) {
    values.insert(values.end(), {scope.practice(), scope.unit()});
    if (focus.kind == Focus::Kind::kOpen) values.insert(values.end(), {focus.ended_since, focus.one});
  }
  return values;
}

Member MemberFrom(const storage::Row& row) {
  return {.partner = row.AsId<PartnerId>(kId),
          .left = row.Int(kN1) != 0,
          .acknowledged = row.Int(kN2) != 0,
          .cleared = row.Int(kN3) != 0,
          .held = (row.Int(kN4) & 1) != 0,
          .stopped = row.Int(kN5),
          .pain_held = (row.Int(kN4) & 2) != 0,
          .pain_stopped = row.Int(kN6)};
}

absl::StatusOr<absl::TimeZone> ZoneFrom(const std::string& name) {
  absl::TimeZone zone;
  if (!absl::LoadTimeZone(name, &zone)) return Refuse(Reason::kBug, "a stored time zone does not parse");
  return zone;
}

Agreement* FindAgreement(UnitFacts& facts, const AgreementId& id) {
  for (Agreement& agreement : facts.agreements) {
    if (agreement.id == id) return &agreement;
  }
  return nullptr;
}

}  // namespace

absl::StatusOr<Loaded> HomeworkStore::Load(storage::Statements& tx, const Scope& scope, const Focus& focus) const {
  static const std::string* const kStatements =
      new std::string[2]{StatementFor(Focus::Kind::kOpen), StatementFor(Focus::Kind::kAll)};
  const std::vector<Value> values = ValuesFor(scope, focus);
  ASSIGN_OR_RETURN(const storage::Rows rows, tx.Query(kStatements[static_cast<int>(focus.kind)], values));
  Loaded loaded;
  // The rows of one kind stand together and in the order of the enum's dependencies: agreements before their stances,
  // assignments before their answers.
  for (const storage::Row& row : rows) RETURN_IF_ERROR(TakeIn(scope, row, loaded));
  return loaded;
}

absl::StatusOr<Version> HomeworkStore::LoadVersion(storage::Statements& tx, const Scope& scope) const {
  ASSIGN_OR_RETURN(const storage::Rows rows, tx.Query("SELECT version FROM adagio_spine.unit_guard"
                                                      " WHERE practice_id = ? AND unit_id = ?",
                                                      {scope.practice(), scope.unit()}));
  if (rows.empty()) return Refuse(Reason::kResourceMissing, "no such unit");
  return rows[0].Int(0);
}

absl::StatusOr<absl::TimeZone> HomeworkStore::LoadZone(storage::Statements& tx, const Scope& scope) const {
  ASSIGN_OR_RETURN(const storage::Rows rows, tx.Query("SELECT time_zone FROM adagio_spine.practice"
                                                      " WHERE practice_id = ?",
                                                      {scope.practice()}));
  if (rows.empty()) return Refuse(Reason::kBug, "no practice");
  return ZoneFrom(rows[0].Text(0));
}

absl::Status HomeworkStore::TakeIn(const Scope& scope, const storage::Row& row, Loaded& loaded) const {
  UnitFacts& facts = loaded.facts;
  switch (row.Int(kKind)) {
    case kGuard:
      loaded.last_now = row.AsTime(kT1);
      loaded.version = row.Int(kN1);
      return absl::OkStatus();
    case kMember:
      facts.members.push_back(MemberFrom(row));
      return absl::OkStatus();
    case kAgreement: {
      Agreement agreement{.id = row.AsId<AgreementId>(kId), .released = row.Int(kN1)};
      ASSIGN_OR_RETURN(agreement.participants, ParticipantsFrom(row.Text(kPeople)));
      agreement.review_at = row.AsTimeOrNull(kT1).value_or(absl::InfinitePast());
      ASSIGN_OR_RETURN(agreement.activities, Open(scope, "agreement", "activities", Uuid(),
                                                  std::string(agreement.id.bytes()), row.Text(kSealed)));
      facts.agreements.push_back(std::move(agreement));
      return absl::OkStatus();
    }
    case kStances: {
      const auto partner = row.AsId<PartnerId>(kOther);
      Agreement* agreement = FindAgreement(facts, row.AsId<AgreementId>(kId));
      if (agreement == nullptr) return Refuse(Reason::kBug, "stances of no agreement");
      ASSIGN_OR_RETURN(const Texts texts, Open(scope, "stances", "stances", partner.uuid(),
                                               std::string(agreement->id.bytes()), row.Text(kSealed)));
      ASSIGN_OR_RETURN(agreement->stances[partner], StancesFrom(texts));
      return absl::OkStatus();
    }
    case kAssignment:
      return TakeInAssignment(scope, row, loaded);
    case kAnswer: {
      const auto partner = row.AsId<PartnerId>(kOther);
      Assignment* assignment = facts.FindAssignment(row.AsId<AssignmentId>(kId));
      if (assignment == nullptr) return Refuse(Reason::kBug, "an answer to no assignment");
      ASSIGN_OR_RETURN(const Texts texts, Open(scope, "answer", "answer", partner.uuid(),
                                               std::string(assignment->id.bytes()), row.Text(kSealed)));
      ASSIGN_OR_RETURN(const AnswerKind kind, AnswerFrom(texts));
      assignment->answers[partner] = {kind, row.Int(kN1), row.AsTime(kT1)};
      return absl::OkStatus();
    }
    case kLimits:
      return TakeInLimits(scope, row, facts);
    case kRepair: {
      Repair repair{
          .id = row.AsId<RepairId>(kId), .participants = {}, .opened = row.Int(kN1), .open = row.Int(kN2) == 0};
      ASSIGN_OR_RETURN(repair.participants, ParticipantsFrom(row.Text(kPeople)));
      facts.repairs.push_back(std::move(repair));
      return absl::OkStatus();
    }
    default:
      return TakeInDeclines(scope, row, facts);
  }
}

absl::Status HomeworkStore::TakeInAssignment(const Scope& scope, const storage::Row& row, Loaded& loaded) const {
  const int64_t flags = row.Int(kN4);
  Assignment assignment{.id = row.AsId<AssignmentId>(kId),
                        .ladder = row.AsId<LadderId>(kOther),
                        .usual_length = absl::Seconds(row.Int(kN2)),
                        .shorter_length = absl::Seconds(row.Int(kN3)),
                        .offered_at = row.AsTime(kT1),
                        .offered = row.Int(kN5),
                        .stopped = row.Int(kN6),
                        .paused_by_therapist = (flags & 1) != 0,
                        .completed = (flags & 2) != 0,
                        .closed = (flags & 4) != 0};
  ASSIGN_OR_RETURN(assignment.participants, ParticipantsFrom(row.Text(kPeople)));
  ASSIGN_OR_RETURN(const Texts terms,
                   Open(scope, "assignment", "terms", Uuid(), std::string(assignment.id.bytes()), row.Text(kSealed)));
  RETURN_IF_ERROR(FillFrom(terms, assignment, loaded.texts[assignment.id]));
  loaded.facts.assignments.push_back(std::move(assignment));
  return absl::OkStatus();
}

absl::Status HomeworkStore::TakeInLimits(const Scope& scope, const storage::Row& row, UnitFacts& facts) const {
  const auto partner = row.AsId<PartnerId>(kId);
  ASSIGN_OR_RETURN(const Texts texts, Open(scope, "own_limits", "limits", partner.uuid(), "", row.Text(kSealed)));
  for (Member& member : facts.members) {
    if (member.partner == partner) RETURN_IF_ERROR(FillFrom(texts, member));
  }
  return absl::OkStatus();
}

absl::Status HomeworkStore::TakeInDeclines(const Scope& scope, const storage::Row& row, UnitFacts& facts) const {
  const auto partner = row.AsId<PartnerId>(kId);
  ASSIGN_OR_RETURN(const Texts texts, Open(scope, "decline", "declines", partner.uuid(), "", row.Text(kSealed)));
  ASSIGN_OR_RETURN(const std::vector<Decline> declines, DeclinesFrom(partner, texts));
  facts.declines.insert(facts.declines.end(), declines.begin(), declines.end());
  return absl::OkStatus();
}

}  // namespace adagio::homework
