#include "services/platform/events/ordering.h"

#include <bit>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/status.h"
#include "services/platform/storage/transaction.h"

namespace adagio::events {
namespace {

std::string InsertOf(size_t events) {
  constexpr absl::string_view kRow = "(?, ?, ?, ?, ?, ?, ?, ?)";
  std::string sql = absl::StrCat(
      "INSERT INTO adagio_events.feed (practice_id, position, event_id, unit_id, type, resource_id, revision, at) "
      "VALUES ",
      kRow);
  for (size_t i = 1; i < events; ++i) absl::StrAppend(&sql, ", ", kRow);
  return sql;
}

// Locks the practice's feed for this transaction, and returns its last position.
absl::StatusOr<int64_t> LockEnd(storage::Transaction& tx, const PracticeId& practice) {
  ASSIGN_OR_RETURN(
      const int64_t found,
      tx.Execute("UPDATE adagio_events.feed_end SET position = position WHERE practice_id = ?", {practice}));
  if (found == 0) {
    RETURN_IF_ERROR(
        tx.Execute("INSERT INTO adagio_events.feed_end (practice_id, position) VALUES (?, 0)", {practice}).status());
    return 0;
  }
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   tx.Query("SELECT position FROM adagio_events.feed_end WHERE practice_id = ?", {practice}));
  return rows.at(0).Int(0);
}

// In as few statements as there are binary digits set in the number of events: so few texts are ever prepared.
absl::Status InsertIntoFeed(storage::Transaction& tx, const PracticeId& practice, const storage::Rows& events,
                            int64_t end) {
  for (size_t from = 0; from < events.size();) {
    const size_t count = std::bit_floor(events.size() - from);
    std::vector<storage::Value> values;
    for (size_t i = from; i < from + count; ++i) {
      const storage::Row& event = events[i];
      values.insert(values.end(), {practice, ++end, event.Text(0), event.Text(1), event.Text(2), event.Text(3),
                                   event.Int(4), event.AsTime(5)});
    }
    RETURN_IF_ERROR(tx.Execute(InsertOf(count), values).status());
    from += count;
  }
  return absl::OkStatus();
}

// One by one and by whole key: given a list, the database may scan the table instead, and then waits for events that
// are not committed yet.
absl::Status DeleteFromOutbox(storage::Transaction& tx, const PracticeId& practice, const storage::Rows& events) {
  for (const storage::Row& event : events) {
    ASSIGN_OR_RETURN(const int64_t deleted,
                     tx.Execute("DELETE FROM adagio_events.outbox WHERE practice_id = ? AND event_id = ?",
                                {practice, event.Text(0)}));
    if (deleted != 1) return Refuse(Reason::kBug, "an event left the outbox by itself");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<PracticeId>> WaitingPractices(storage::Statements& store) {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   store.Query("SELECT DISTINCT practice_id FROM adagio_events.outbox LIMIT 1000", {}));
  std::vector<PracticeId> practices;
  for (const storage::Row& row : rows) practices.push_back(row.AsId<PracticeId>(0));
  return practices;
}

absl::StatusOr<int64_t> MoveToFeed(storage::Connection& connection, const PracticeId& practice) {
  ASSIGN_OR_RETURN(const std::unique_ptr<storage::Transaction> tx, storage::Transaction::Begin(connection));
  ASSIGN_OR_RETURN(const int64_t end, LockEnd(*tx, practice));
  ASSIGN_OR_RETURN(const storage::Rows events,
                   tx->Query("SELECT event_id, unit_id, type, resource_id, revision, at FROM adagio_events.outbox "
                             "WHERE practice_id = ? ORDER BY unit_id, revision, event_id LIMIT ?",
                             {practice, kLargestBatch}));
  const auto moved = static_cast<int64_t>(events.size());
  if (moved == 0) return 0;
  RETURN_IF_ERROR(InsertIntoFeed(*tx, practice, events, end));
  RETURN_IF_ERROR(DeleteFromOutbox(*tx, practice, events));
  RETURN_IF_ERROR(
      tx->Execute("UPDATE adagio_events.feed_end SET position = ? WHERE practice_id = ?", {end + moved, practice})
          .status());
  RETURN_IF_ERROR(tx->Commit());
  return moved;
}

}  // namespace adagio::events
