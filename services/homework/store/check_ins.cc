#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/homework/store/encoding.h"
#include "services/homework/store/homework_store.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

constexpr size_t kNoteTexts = 11;

std::string RowOf(const CheckInNote& note) { return absl::StrCat(note.assignment.bytes(), note.id.bytes()); }

Texts ToTexts(const CheckInNote& note) {
  return {ToText(note.suds_before),
          ToText(note.suds_peak),
          ToText(note.suds_after),
          ToText(note.stress),
          note.felt_good.Read(Reveal::kToSeal),
          note.felt_hard.Read(Reveal::kToSeal),
          note.to_adjust.Read(Reveal::kToSeal),
          ToText(note.comfort),
          ToText(note.felt_pressure),
          ToText(note.arousal),
          note.noted_at.has_value() ? absl::StrCat(absl::ToUnixMicros(*note.noted_at)) : ""};
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
  ASSIGN_OR_RETURN(note.comfort, OptionalFrom(texts[7]));
  ASSIGN_OR_RETURN(note.felt_pressure, OptionalFrom(texts[8]));
  ASSIGN_OR_RETURN(note.arousal, OptionalFrom(texts[9]));
  if (texts[10].empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const int64_t noted, NumberFrom(texts[10]));
  note.noted_at = absl::FromUnixMicros(noted);
  return absl::OkStatus();
}

// Bit n is field n of the contract's enum, which counts from 1.
int64_t BitOf(int field) { return int64_t{2} << field; }

absl::StatusOr<std::map<CheckInField, Version>> SharedFrom(int64_t bits, const std::string& versions) {
  ASSIGN_OR_RETURN(const std::vector<Version> since, VersionsFrom(versions));
  std::map<CheckInField, Version> shared;
  for (int field = 0; field < kCheckInFields; ++field) {
    if ((bits & BitOf(field)) == 0) continue;
    if (shared.size() == since.size()) return Refuse(Reason::kBug, "a stored check-in does not parse");
    shared.emplace(static_cast<CheckInField>(field), since[shared.size()]);
  }
  return shared;
}

}  // namespace

bool CheckInNote::Has(CheckInField field) const {
  switch (field) {
    case CheckInField::kSudsBefore:
      return suds_before.has_value();
    case CheckInField::kSudsPeak:
      return suds_peak.has_value();
    case CheckInField::kSudsAfter:
      return suds_after.has_value();
    case CheckInField::kStress:
      return stress.has_value();
    case CheckInField::kFeltGood:
      return !felt_good.Read(Reveal::kToDecide).empty();
    case CheckInField::kFeltHard:
      return !felt_hard.Read(Reveal::kToDecide).empty();
    case CheckInField::kToAdjust:
      return !to_adjust.Read(Reveal::kToDecide).empty();
    case CheckInField::kComfort:
      return comfort.has_value();
    case CheckInField::kFeltPressure:
      return felt_pressure.has_value();
    case CheckInField::kArousal:
      return arousal.has_value();
  }
  return false;
}

Version CheckInNote::NewestShared() const {
  Version newest = 0;
  for (const auto& [field, since] : shared) newest = std::max(newest, since);
  return newest;
}

absl::Status HomeworkStore::SaveShared(Work& work, const CheckInNote& note) const {
  const Scope& scope = work.scope();
  int64_t bits = 0;
  std::vector<Version> since;
  for (const auto& [field, version] : note.shared) {
    bits |= BitOf(static_cast<int>(field));
    since.push_back(version);
  }
  return work.tx()
      .Execute(
          "INSERT INTO adagio_homework.shared_check_in (practice_id, unit_id, check_in_id, fields, since)"
          " VALUES (?, ?, ?, ?, ?)"
          " ON DUPLICATE KEY UPDATE fields = VALUES(fields), since = VALUES(since)",
          {scope.practice(), scope.unit(), note.id, bits, ToBytes(since)})
      .status();
}

absl::Status HomeworkStore::SaveCheckIn(Work& work, const CheckInNote& note) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const std::string sealed,
                   Seal(scope, "check_in", "content", note.partner.uuid(), RowOf(note), ToTexts(note)));
  return work.tx()
      .Execute(
          "INSERT INTO adagio_homework.check_in (practice_id, unit_id, assignment_id, check_in_id, partner_id,"
          " recorded_at, content, recorded_version) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
          {scope.practice(), scope.unit(), note.assignment, note.id, note.partner, note.recorded_at, sealed,
           work.version()})
      .status();
}

absl::StatusOr<std::vector<CheckInNote>> HomeworkStore::LoadCheckIns(storage::Statements& tx,
                                                                     const Scope& scope) const {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   tx.Query("SELECT c.assignment_id, c.check_in_id, c.partner_id, c.recorded_at, c.content,"
                            " COALESCE(s.fields, 0), COALESCE(s.since, '')"
                            " FROM adagio_homework.check_in c LEFT JOIN adagio_homework.shared_check_in s"
                            "  ON s.practice_id = c.practice_id AND s.unit_id = c.unit_id"
                            "  AND s.check_in_id = c.check_in_id"
                            " WHERE c.practice_id = ? AND c.unit_id = ? ORDER BY c.recorded_at, c.recorded_version",
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
    ASSIGN_OR_RETURN(note.shared, SharedFrom(row.Int(5), row.Text(6)));
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
