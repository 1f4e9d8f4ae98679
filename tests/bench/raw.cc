#include "tests/bench/raw.h"

#include <chrono>
#include <thread>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/check.h"
#include "services/platform/foundation/status.h"

namespace adagio::bench {
namespace {

absl::Status Failed(absl::string_view what, const char* why) {
  return absl::UnavailableError(absl::StrCat(what, ": ", why));
}

}  // namespace

absl::StatusOr<std::unique_ptr<RawConnection>> RawConnection::Open(const storage::Endpoint& endpoint) {
  MYSQL* const handle = mysql_init(nullptr);
  CHECK(handle != nullptr);
  std::unique_ptr<RawConnection> connection(new RawConnection(handle));
  mysql_options(handle, MYSQL_SET_CHARSET_NAME, "utf8mb4");
  if (mysql_real_connect(handle, nullptr, endpoint.user.c_str(), endpoint.password.c_str(), nullptr, 0,
                         endpoint.socket.c_str(), CLIENT_FOUND_ROWS) == nullptr) {
    return Failed("cannot connect", mysql_error(handle));
  }
  return connection;
}

absl::Status RawConnection::Send(const std::string& sql) {
  if (mysql_real_query(handle_, sql.data(), sql.size()) == 0) return absl::OkStatus();
  return Failed(sql, mysql_error(handle_));
}

absl::StatusOr<std::vector<std::vector<std::string>>> RawConnection::Ask(const std::string& sql) {
  if (const absl::Status sent = Send(sql); !sent.ok()) return sent;
  MYSQL_RES* const answer = mysql_store_result(handle_);
  if (answer == nullptr) return Failed(sql, mysql_error(handle_));
  std::vector<std::vector<std::string>> rows;
  while (MYSQL_ROW row = mysql_fetch_row(answer)) {
    const unsigned long* const lengths = mysql_fetch_lengths(answer);
    std::vector<std::string>& cells = rows.emplace_back();
    for (unsigned i = 0; i < mysql_num_fields(answer); ++i) {
      cells.emplace_back(row[i] == nullptr ? "" : row[i], row[i] == nullptr ? 0 : lengths[i]);
    }
  }
  mysql_free_result(answer);
  return rows;
}

absl::StatusOr<std::unique_ptr<RawStatement>> RawStatement::Prepare(RawConnection& connection, const std::string& sql) {
  MYSQL_STMT* const handle = mysql_stmt_init(connection.handle());
  CHECK(handle != nullptr);
  std::unique_ptr<RawStatement> statement(new RawStatement(handle));
  if (mysql_stmt_prepare(handle, sql.data(), sql.size()) != 0) return Failed(sql, mysql_stmt_error(handle));
  statement->binds_.resize(mysql_stmt_param_count(handle));
  return statement;
}

absl::StatusOr<int64_t> RawStatement::Run(const std::vector<Parameter>& parameters) {
  if (parameters.size() != binds_.size()) {
    return absl::InternalError(
        absl::StrCat("a statement of the limit has ", parameters.size(), " values for ", binds_.size(), " places"));
  }
  for (size_t i = 0; i < binds_.size(); ++i) {
    MYSQL_BIND& bind = binds_[i];
    bind = MYSQL_BIND{};
    if (const auto* number = std::get_if<int64_t>(&parameters[i]); number != nullptr) {
      bind.buffer_type = MYSQL_TYPE_LONGLONG;
      bind.buffer = const_cast<int64_t*>(number);
      continue;
    }
    const auto& text = std::get<std::string>(parameters[i]);
    bind.buffer_type = MYSQL_TYPE_STRING;
    bind.buffer = const_cast<char*>(text.data());
    bind.buffer_length = text.size();
  }
  if ((!binds_.empty() && mysql_stmt_bind_param(statement_, binds_.data()) != 0) ||
      mysql_stmt_execute(statement_) != 0) {
    return Failed("a statement of the limit", mysql_stmt_error(statement_));
  }
  if (mysql_stmt_field_count(statement_) == 0) return static_cast<int64_t>(mysql_stmt_affected_rows(statement_));
  if (mysql_stmt_store_result(statement_) != 0) return Failed("rows of the limit", mysql_stmt_error(statement_));
  const auto rows = static_cast<int64_t>(mysql_stmt_num_rows(statement_));
  mysql_stmt_free_result(statement_);
  return rows;
}

absl::Status WaitForSequencer(RawConnection& root) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (std::chrono::steady_clock::now() < end) {
    ASSIGN_OR_RETURN(const auto rows, root.Ask("SELECT COUNT(*) FROM adagio_events.outbox"));
    if (rows[0][0] == "0") return absl::OkStatus();
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return absl::DeadlineExceededError("the sequencer does not keep up with the writes");
}

}  // namespace adagio::bench
