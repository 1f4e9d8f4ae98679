#include "services/platform/events/retention.h"

#include <memory>

#include "services/platform/foundation/status.h"
#include "services/platform/storage/transaction.h"

namespace adagio::events {

absl::StatusOr<std::vector<PracticeId>> OutdatedPractices(storage::Statements& store, absl::Time before) {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   store.Query("SELECT e.practice_id FROM adagio_events.feed_end e JOIN adagio_events.feed f"
                               " ON f.practice_id = e.practice_id AND f.position = e.forgotten + 1"
                               " WHERE f.at < ? LIMIT 100",
                               {before}));
  std::vector<PracticeId> practices;
  for (const storage::Row& row : rows) practices.push_back(row.AsId<PracticeId>(0));
  return practices;
}

absl::StatusOr<int64_t> Forget(storage::Connection& connection, const PracticeId& practice, absl::Time before) {
  ASSIGN_OR_RETURN(const std::unique_ptr<storage::Transaction> tx, storage::Transaction::Begin(connection));
  // First, and so behind whoever gives positions or forgets.
  RETURN_IF_ERROR(
      tx->Execute("UPDATE adagio_events.feed_end SET forgotten = forgotten WHERE practice_id = ?", {practice})
          .status());
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   tx->Query("SELECT f.position, f.at FROM adagio_events.feed_end e JOIN adagio_events.feed f"
                             " ON f.practice_id = e.practice_id AND f.position > e.forgotten"
                             " WHERE e.practice_id = ? ORDER BY f.position LIMIT ?",
                             {practice, kForgetAtMost}));
  int64_t old = 0;
  while (old < static_cast<int64_t>(rows.size()) && rows[old].AsTime(1) < before) ++old;
  if (old == 0) return 0;
  const int64_t last = rows[old - 1].Int(0);
  RETURN_IF_ERROR(
      tx->Execute("DELETE FROM adagio_events.feed WHERE practice_id = ? AND position <= ?", {practice, last}).status());
  RETURN_IF_ERROR(
      tx->Execute("UPDATE adagio_events.feed_end SET forgotten = ? WHERE practice_id = ?", {last, practice}).status());
  RETURN_IF_ERROR(tx->Commit());
  return old;
}

}  // namespace adagio::events
