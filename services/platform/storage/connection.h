#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/platform/storage/value.h"

namespace adagio::storage {

// What went wrong in the store, as far as a caller may act on it.
enum class Fault {
  kNone,
  kConflict,   // run the whole unit of work again (1213, 1205, 1020, 3101, 1180, 1047)
  kLost,       // the connection is gone; whether a running COMMIT took effect is unknown (2006, 2013)
  kDuplicate,  // a unique key is taken (1062)
  kRefused,    // the store cannot be reached, is full, or refuses to write
  kBroken,     // our own statement is wrong
};

// The fault a status of this room carries; kNone for any other status.
Fault FaultOf(const absl::Status& status);

// Something statements can be sent to.
class Statements {
 public:
  virtual ~Statements() = default;
  // Sends a prepared statement and returns all of its rows.
  virtual absl::StatusOr<Rows> Query(absl::string_view sql, absl::Span<const Value> values) = 0;
  // Sends a prepared statement and returns how many rows it found to change.
  virtual absl::StatusOr<int64_t> Execute(absl::string_view sql, absl::Span<const Value> values) = 0;

  absl::StatusOr<Rows> Query(absl::string_view sql, std::initializer_list<Value> values) {
    return Query(sql, absl::Span<const Value>(values.begin(), values.size()));
  }
  absl::StatusOr<int64_t> Execute(absl::string_view sql, std::initializer_list<Value> values) {
    return Execute(sql, absl::Span<const Value>(values.begin(), values.size()));
  }
};

// Where a database listens and as whom to connect.
struct Endpoint {
  std::string socket;  // path of a Unix socket
  std::string user;
  std::string password;
};

// One connection with its cached prepared statements. Used by one thread at a time. Outside a transaction each
// statement commits by itself and sees one snapshot.
class Connection : public Statements {
 public:
  using Statements::Execute;
  using Statements::Query;

  // UNAVAILABLE when the database cannot be reached.
  static absl::StatusOr<std::unique_ptr<Connection>> Open(const Endpoint& endpoint);

  // Sends text without parameters and without preparing it: START TRANSACTION, COMMIT, DDL.
  virtual absl::Status Send(absl::string_view sql) = 0;
  // False once an error has shown that the connection cannot be used again, or that of a Send has left it unknown
  // whether a transaction is open.
  virtual bool usable() const = 0;
  // Differs between any two connections of this process.
  virtual int64_t serial() const = 0;
};

}  // namespace adagio::storage
