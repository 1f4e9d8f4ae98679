#include "absl/strings/str_cat.h"
#include "services/homework/store/encoding.h"
#include "services/homework/store/homework_store.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

constexpr size_t kNoteTexts = 7;

std::string RowOf(const CheckInNote& note) { return absl::StrCat(note.assignment.bytes(), note.id.bytes()); }

Texts ToTexts(const CheckInNote& note) {
  return {ToText(note.suds_before),
          ToText(note.suds_peak),
          ToText(note.suds_after),
          ToText(note.stress),
          note.felt_good.Read(Reveal::kToSeal),
          note.felt_hard.Read(Reveal::kToSeal),
          note.to_adjust.Read(Reveal::kToSeal)};
}

absl::Status FillFrom(const Texts& texts, CheckInNote& note) {
  if (texts.size() != kNoteTexts) return Refuse(Reason::kBug, "a stored check-in does not parse");
  ASSIGN_OR_RETURN(note.suds_before, OptionalFrom(texts[0]));
  ASSIGN_OR_RETURN(note.suds_peak, OptionalFrom(texts[1]));
  ASSIGN_OR_RETURN(note.suds_after, OptionalFrom(texts[2]));
  ASSIGN_OR_RETURN(note.stress, OptionalFrom(texts[3]));
  note.felt_good = Sensitive<std::string>(texts[4]);
  note.felt_hard = Sensitive<std::string>(texts[5]);
  note.to_adjust = Sensitive<std::string>(texts[6]);
  return absl::OkStatus();
}

}  // namespace

absl::Status HomeworkStore::SaveCheckIn(Work& work, const CheckInNote& note) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const std::string sealed,
                   Seal(scope, "check_in", "content", note.partner.uuid(), RowOf(note), ToTexts(note)));
  return work.tx()
      .Execute(
          "INSERT INTO adagio_homework.check_in (practice_id, unit_id, assignment_id, check_in_id, partner_id,"
          " recorded_at, content) VALUES (?, ?, ?, ?, ?, ?, ?)",
          {scope.practice(), scope.unit(), note.assignment, note.id, note.partner, note.recorded_at, sealed})
      .status();
}

absl::StatusOr<std::vector<CheckInNote>> HomeworkStore::LoadCheckIns(storage::Statements& tx,
                                                                     const Scope& scope) const {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   tx.Query("SELECT assignment_id, check_in_id, partner_id, recorded_at, content"
                            " FROM adagio_homework.check_in WHERE practice_id = ? AND unit_id = ?"
                            " ORDER BY recorded_at, check_in_id",
                            {scope.practice(), scope.unit()}));
  std::vector<CheckInNote> notes;
  for (const storage::Row& row : rows) {
    CheckInNote& note = notes.emplace_back();
    note.assignment = row.AsId<AssignmentId>(0);
    note.id = row.AsUuid(1);
    note.partner = row.AsId<PartnerId>(2);
    note.recorded_at = row.AsTime(3);
    ASSIGN_OR_RETURN(const Texts texts,
                     Open(scope, "check_in", "content", note.partner.uuid(), RowOf(note), row.Text(4)));
    RETURN_IF_ERROR(FillFrom(texts, note));
  }
  return notes;
}

absl::StatusOr<std::optional<int>> HomeworkStore::LoadThreshold(storage::Statements& tx, const Scope& scope,
                                                                const PartnerId& partner) const {
  ASSIGN_OR_RETURN(const storage::Rows rows, tx.Query("SELECT stress FROM adagio_homework.threshold"
                                                      " WHERE practice_id = ? AND unit_id = ? AND partner_id = ?",
                                                      {scope.practice(), scope.unit(), partner}));
  if (rows.empty()) return std::optional<int>();
  ASSIGN_OR_RETURN(const Texts texts, Open(scope, "threshold", "stress", partner.uuid(), "", rows[0].Text(0)));
  if (texts.size() != 1) return Refuse(Reason::kBug, "a stored threshold does not parse");
  return OptionalFrom(texts[0]);
}

absl::Status HomeworkStore::SaveThreshold(Work& work, const PartnerId& partner, int threshold) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const std::string sealed,
                   Seal(scope, "threshold", "stress", partner.uuid(), "", {absl::StrCat(threshold)}));
  return work.tx()
      .Execute(
          "INSERT INTO adagio_homework.threshold (practice_id, unit_id, partner_id, stress)"
          " VALUES (?, ?, ?, ?) ON DUPLICATE KEY UPDATE stress = VALUES(stress)",
          {scope.practice(), scope.unit(), partner, sealed})
      .status();
}

}  // namespace adagio::homework
