#include "absl/strings/str_cat.h"
#include "services/homework/store/encoding.h"
#include "services/homework/store/homework_store.h"
#include "services/platform/foundation/status.h"
#include "services/platform/unit_of_work/holds.h"

namespace adagio::homework {

absl::Status HomeworkStore::SaveRepair(Work& work, const RepairRecord& record) const {
  const Scope& scope = work.scope();
  const std::string key(record.id.bytes());
  const Texts said = {absl::StrCat(static_cast<int>(record.unsafe_or_forced)),
                      record.private_account.Read(Reveal::kToSeal)};
  ASSIGN_OR_RETURN(const std::string told, Seal(scope, "repair", "told", record.opener.uuid(), key, said));
  ASSIGN_OR_RETURN(const std::string sealed, Seal(scope, "repair", "record", Uuid(), key, ToTexts(record)));
  RETURN_IF_ERROR(work.tx()
                      .Execute("INSERT INTO adagio_homework.repair (practice_id, unit_id, repair_id, participants,"
                               " opener_id, opened_version, opened_at, closed, told, record)"
                               " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                               " ON DUPLICATE KEY UPDATE closed = VALUES(closed), record = VALUES(record)",
                               {scope.practice(), scope.unit(), record.id, ToBytes(record.participants), record.opener,
                                record.opened, record.opened_at, record.closed, told, sealed})
                      .status());
  return work.Announce("repair.changed", record.id.uuid());
}

absl::StatusOr<RepairRecord> HomeworkStore::RepairFrom(const Scope& scope, const storage::Row& row) const {
  RepairRecord record{.id = row.AsId<RepairId>(0),
                      .participants = {},
                      .opener = row.AsId<PartnerId>(2),
                      .opened = row.Int(3),
                      .opened_at = row.AsTime(4),
                      .private_account = {},
                      .account = {},
                      .released_at = {},
                      .closed = row.Int(5) != 0};
  ASSIGN_OR_RETURN(record.participants, ParticipantsFrom(row.Text(1)));
  const std::string key(record.id.bytes());
  ASSIGN_OR_RETURN(const Texts told, Open(scope, "repair", "told", record.opener.uuid(), key, row.Text(6)));
  if (told.size() != 2) return Refuse(Reason::kBug, "a stored repair does not parse");
  ASSIGN_OR_RETURN(const int64_t unsafe, NumberFrom(told[0]));
  record.unsafe_or_forced = static_cast<UnsafeOrForced>(unsafe);
  record.private_account = Sensitive<std::string>(told[1]);
  ASSIGN_OR_RETURN(const Texts texts, Open(scope, "repair", "record", Uuid(), key, row.Text(7)));
  RETURN_IF_ERROR(FillFrom(texts, record));
  return record;
}

absl::StatusOr<std::vector<RepairRecord>> HomeworkStore::LoadRepairs(storage::Statements& tx,
                                                                     const Scope& scope) const {
  ASSIGN_OR_RETURN(
      const storage::Rows rows,
      tx.Query("SELECT repair_id, participants, opener_id, opened_version, opened_at, closed, told, record"
               " FROM adagio_homework.repair WHERE practice_id = ? AND unit_id = ? ORDER BY opened_version",
               {scope.practice(), scope.unit()}));
  std::vector<RepairRecord> records;
  for (const storage::Row& row : rows) {
    ASSIGN_OR_RETURN(records.emplace_back(), RepairFrom(scope, row));
  }
  return records;
}

absl::StatusOr<std::optional<RepairRecord>> HomeworkStore::LoadRepair(storage::Statements& tx, const Scope& scope,
                                                                      const RepairId& id) const {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   tx.Query("SELECT repair_id, participants, opener_id, opened_version, opened_at, closed, told, record"
                            " FROM adagio_homework.repair WHERE practice_id = ? AND unit_id = ? AND repair_id = ?",
                            {scope.practice(), scope.unit(), id}));
  if (rows.empty()) return std::optional<RepairRecord>();
  return RepairFrom(scope, rows[0]);
}

absl::Status HomeworkStore::PlaceHolds(Work& work, const std::vector<PartnerId>& partners) const {
  for (const PartnerId& partner : partners) {
    RETURN_IF_ERROR(PlaceHold(work, partner, work.NewUuid()));
    RETURN_IF_ERROR(TellOfClearance(work, partner));
  }
  return absl::OkStatus();
}

}  // namespace adagio::homework
