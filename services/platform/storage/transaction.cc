#include "services/platform/storage/transaction.h"

#include <utility>

#include "services/platform/foundation/status.h"

namespace adagio::storage {

absl::StatusOr<std::unique_ptr<Transaction>> Transaction::Begin(Connection& connection) {
  RETURN_IF_ERROR(connection.Send("START TRANSACTION"));
  return std::unique_ptr<Transaction>(new Transaction(connection));
}

Transaction::~Transaction() {
  // Where this fails the connection is no longer usable, and the database rolls back when it is closed.
  if (!over_) connection_.Send("ROLLBACK").IgnoreError();
}

// After an error the database may have rolled back already; a further statement would then commit by itself.
template <typename T>
absl::StatusOr<T> Transaction::Noted(absl::StatusOr<T> result) {
  if (!result.ok()) first_error_ = result.status();
  return result;
}

absl::StatusOr<Rows> Transaction::Query(absl::string_view sql, absl::Span<const Value> values) {
  if (!first_error_.ok()) return first_error_;
  if (over_) return Refuse(Reason::kBug, "a statement after the end of its transaction");
  return Noted(connection_.Query(sql, values));
}

absl::StatusOr<int64_t> Transaction::Execute(absl::string_view sql, absl::Span<const Value> values) {
  if (!first_error_.ok()) return first_error_;
  if (over_) return Refuse(Reason::kBug, "a statement after the end of its transaction");
  return Noted(connection_.Execute(sql, values));
}

absl::Status Transaction::Commit() {
  if (!first_error_.ok()) return first_error_;
  if (over_) return Refuse(Reason::kBug, "a transaction ends once");
  over_ = true;
  first_error_ = connection_.Send("COMMIT");
  return first_error_;
}

}  // namespace adagio::storage
