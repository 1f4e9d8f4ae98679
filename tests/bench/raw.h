#pragma once

#include <mysql.h>

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/platform/storage/connection.h"

// The database through its C library and nothing of ours: what the limits are measured with.
namespace adagio::bench {

using Parameter = std::variant<int64_t, std::string>;

// One connection. Used by one thread.
class RawConnection {
 public:
  static absl::StatusOr<std::unique_ptr<RawConnection>> Open(const storage::Endpoint& endpoint);
  ~RawConnection() { mysql_close(handle_); }
  RawConnection(const RawConnection&) = delete;
  RawConnection& operator=(const RawConnection&) = delete;

  MYSQL* handle() const { return handle_; }
  // Sends a text that gives no rows.
  absl::Status Send(const std::string& sql);
  // Sends a text; its rows, with NULL as empty text.
  absl::StatusOr<std::vector<std::vector<std::string>>> Ask(const std::string& sql);

 private:
  explicit RawConnection(MYSQL* handle) : handle_(handle) {}
  MYSQL* const handle_;
};

// One prepared statement of a connection, which outlives it.
class RawStatement {
 public:
  static absl::StatusOr<std::unique_ptr<RawStatement>> Prepare(RawConnection& connection, const std::string& sql);
  ~RawStatement() { mysql_stmt_close(statement_); }
  RawStatement(const RawStatement&) = delete;
  RawStatement& operator=(const RawStatement&) = delete;

  // Runs it and takes all of its rows off the connection, unread. How many rows it gave or changed.
  absl::StatusOr<int64_t> Run(const std::vector<Parameter>& parameters);

 private:
  explicit RawStatement(MYSQL_STMT* statement) : statement_(statement) {}
  MYSQL_STMT* const statement_;
  std::vector<MYSQL_BIND> binds_;
};

// Waits until the sequencer has moved everything announced so far, so that nobody pays for another's events.
absl::Status WaitForSequencer(RawConnection& root);

}  // namespace adagio::bench
