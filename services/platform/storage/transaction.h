#pragma once

#include <memory>

#include "services/platform/storage/connection.h"

namespace adagio::storage {

// One transaction (READ COMMITTED). After any error it takes no further statement and cannot commit; what is not
// committed is rolled back when it goes out of scope. Used by one thread.
class Transaction final : public Statements {
 public:
  using Statements::Execute;
  using Statements::Query;

  static absl::StatusOr<std::unique_ptr<Transaction>> Begin(Connection& connection);
  ~Transaction() override;

  absl::StatusOr<Rows> Query(absl::string_view sql, absl::Span<const Value> values) override;
  absl::StatusOr<int64_t> Execute(absl::string_view sql, absl::Span<const Value> values) override;
  // OK only when the database said that it committed. kLost: the outcome is unknown.
  absl::Status Commit();

 private:
  explicit Transaction(Connection& connection) : connection_(connection) {}
  template <typename T>
  absl::StatusOr<T> Noted(absl::StatusOr<T> result);

  Connection& connection_;
  absl::Status first_error_;
  bool over_ = false;
};

}  // namespace adagio::storage
