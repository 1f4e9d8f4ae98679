#include "services/platform/audit/reader.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/check.h"
#include "services/platform/foundation/status.h"

namespace adagio::audit {
namespace {

std::string SelectOf(const Accesses& accesses) {
  std::string sql =
      absl::StrCat("SELECT ", Columns(), " FROM adagio_audit.record WHERE practice_id = ? AND unit_id = ?");
  if (accesses.only) absl::StrAppend(&sql, " AND principal_role = ? AND principal_id = ?");
  if (!accesses.without.empty()) absl::StrAppend(&sql, " AND method <> ?");
  if (accesses.after) {
    // Spelled out, because a comparison of rows would not use the index.
    absl::StrAppend(&sql, " AND at <= ? AND (at < ? OR stream_id < ? OR (stream_id = ? AND seq < ?))");
  }
  return absl::StrCat(sql, " ORDER BY at DESC, stream_id DESC, seq DESC LIMIT ?");
}

std::vector<storage::Value> ValuesOf(const Accesses& accesses) {
  std::vector<storage::Value> values = {accesses.practice, accesses.unit};
  if (accesses.only) values.insert(values.end(), {NameOf(accesses.only->role), accesses.only->id});
  if (!accesses.without.empty()) values.emplace_back(accesses.without);
  if (accesses.after) {
    const Mark& mark = *accesses.after;
    values.insert(values.end(), {mark.at, mark.at, mark.stream, mark.stream, mark.seq});
  }
  values.emplace_back(accesses.limit + 1);  // one more shows whether there is a next page
  return values;
}

}  // namespace

absl::StatusOr<Page> Read(storage::Statements& connection, const Accesses& accesses) {
  CHECK(accesses.limit > 0);
  ASSIGN_OR_RETURN(const storage::Rows rows, connection.Query(SelectOf(accesses), ValuesOf(accesses)));
  Page page;
  for (const storage::Row& row : rows) {
    const Entry entry = EntryFrom(row).entry;
    ASSIGN_OR_RETURN(AccessRecord record, RecordOf(entry));
    page.records.push_back(std::move(record));
    if (static_cast<int64_t>(page.records.size()) < accesses.limit) continue;
    if (rows.size() > page.records.size())
      page.next = Mark{absl::FromUnixMicros(entry.at_micros), entry.stream, entry.seq};
    break;
  }
  return page;
}

}  // namespace adagio::audit
