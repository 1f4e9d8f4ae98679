#include "services/homework/store/encoding.h"
#include "services/homework/store/homework_store.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

int ToNumber(EntryKind kind) { return static_cast<int>(kind) + 1; }

absl::StatusOr<std::vector<Reader>> ReadersFrom(const std::string& partners, const std::string& versions) {
  ASSIGN_OR_RETURN(const std::vector<PartnerId> named, ParticipantsFrom(partners));
  ASSIGN_OR_RETURN(const std::vector<Version> since, VersionsFrom(versions));
  if (named.size() != since.size()) return Refuse(Reason::kBug, "stored readers do not parse");
  std::vector<Reader> readers;
  for (size_t i = 0; i < named.size(); ++i) readers.push_back({named[i], since[i]});
  return readers;
}

}  // namespace

absl::Status HomeworkStore::SaveEntry(Work& work, const PrivateEntry& entry) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const std::string sealed, Seal(scope, "private_entry", "content", entry.writer.uuid(),
                                                  std::string(entry.id.bytes()), {entry.text.Read(Reveal::kToSeal)}));
  std::vector<PartnerId> readers;
  std::vector<Version> since;
  for (const Reader& reader : entry.readers) {
    readers.push_back(reader.partner);
    since.push_back(reader.since);
  }
  return work.tx()
      .Execute(
          "INSERT INTO adagio_homework.private_entry (practice_id, unit_id, kind, entry_id, writer_id,"
          " written_version, written_at, content, shared_version, readers, since)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          " ON DUPLICATE KEY UPDATE shared_version = VALUES(shared_version), readers = VALUES(readers),"
          "  since = VALUES(since)",
          {scope.practice(), scope.unit(), ToNumber(entry.kind), entry.id, entry.writer, entry.written,
           entry.written_at, sealed, entry.shared, ToBytes(readers), ToBytes(since)})
      .status();
}

absl::StatusOr<std::vector<PrivateEntry>> HomeworkStore::LoadEntries(storage::Statements& tx, const Scope& scope,
                                                                     EntryKind kind) const {
  ASSIGN_OR_RETURN(
      const storage::Rows rows,
      tx.Query("SELECT entry_id, writer_id, written_version, written_at, content, shared_version, readers, since"
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
    ASSIGN_OR_RETURN(entry.readers, ReadersFrom(row.Text(6), row.Text(7)));
  }
  return entries;
}

}  // namespace adagio::homework
