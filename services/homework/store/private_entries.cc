#include "services/homework/store/encoding.h"
#include "services/homework/store/homework_store.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

int ToNumber(EntryKind kind) { return static_cast<int>(kind) + 1; }

}  // namespace

absl::Status HomeworkStore::SaveEntry(Work& work, const PrivateEntry& entry) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const std::string sealed, Seal(scope, "private_entry", "content", entry.writer.uuid(),
                                                  std::string(entry.id.bytes()), {entry.text.Read(Reveal::kToSeal)}));
  return work.tx()
      .Execute(
          "INSERT INTO adagio_homework.private_entry (practice_id, unit_id, kind, entry_id, writer_id,"
          " written_version, written_at, content, shared_version, readers)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          " ON DUPLICATE KEY UPDATE shared_version = VALUES(shared_version), readers = VALUES(readers)",
          {scope.practice(), scope.unit(), ToNumber(entry.kind), entry.id, entry.writer, entry.written,
           entry.written_at, sealed, entry.shared, ToBytes(entry.readers)})
      .status();
}

absl::StatusOr<std::vector<PrivateEntry>> HomeworkStore::LoadEntries(storage::Statements& tx, const Scope& scope,
                                                                     EntryKind kind) const {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   tx.Query("SELECT entry_id, writer_id, written_version, written_at, content, shared_version, readers"
                            " FROM adagio_homework.private_entry WHERE practice_id = ? AND unit_id = ? AND kind = ?",
                            {scope.practice(), scope.unit(), ToNumber(kind)}));
  std::vector<PrivateEntry> entries;
  for (const storage::Row& row : rows) {
    PrivateEntry& entry = entries.emplace_back();
    entry.id = row.AsId<EntryId>(0);
    entry.kind = kind;
    entry.writer = row.AsId<PartnerId>(1);
    entry.written = row.Int(2);
    entry.written_at = row.AsTime(3);
    ASSIGN_OR_RETURN(const Texts texts, Open(scope, "private_entry", "content", entry.writer.uuid(),
                                             std::string(entry.id.bytes()), row.Text(4)));
    if (texts.size() != 1) return Refuse(Reason::kBug, "a stored entry does not parse");
    entry.text = Sensitive<std::string>(texts[0]);
    entry.shared = row.Int(5);
    ASSIGN_OR_RETURN(entry.readers, ParticipantsFrom(row.Text(6)));
  }
  return entries;
}

}  // namespace adagio::homework
