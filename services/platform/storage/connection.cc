#include "services/platform/storage/connection.h"

#include <cppconn/driver.h>
#include <cppconn/exception.h>
#include <cppconn/parameter_metadata.h>
#include <cppconn/prepared_statement.h>
#include <cppconn/resultset.h>
#include <cppconn/resultset_metadata.h>
#include <cppconn/statement.h>

#include <atomic>
#include <utility>
#include <variant>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "services/platform/foundation/status.h"
#include "services/platform/storage/faults.h"
#include "services/platform/storage/moment.h"

namespace adagio::storage {
namespace {

constexpr int kConnectSeconds = 5;
constexpr int kAnswerSeconds = 30;
// A connection that has prepared more texts than this starts over. Reached only where texts are made of many lengths.
constexpr size_t kMostStatements = 256;
constexpr int kGone = 2006;
constexpr int kWrongArguments = 1210;
// A driver's exception without a number: its own state is off, so the connection is given up.
constexpr int kUnknown = 2000;

// Calls `work`, which uses the driver, and turns what it throws into a status.
template <typename Work>
auto Caught(absl::string_view sql, Work work) -> decltype(work()) {
  try {
    return work();
  } catch (const sql::SQLException& e) {
    return StatusOfError(e.getErrorCode() == 0 ? kUnknown : e.getErrorCode(), sql);
  } catch (const std::exception&) {
    return StatusOfError(kUnknown, sql);
  }
}

// Binds one parameter, counted from 1.
class Binder {
 public:
  Binder(sql::PreparedStatement& statement, unsigned position) : statement_(statement), position_(position) {}
  void operator()(std::nullptr_t) { statement_.setNull(position_, sql::DataType::VARCHAR); }
  void operator()(int64_t number) { statement_.setInt64(position_, number); }
  void operator()(const std::string& text) { statement_.setString(position_, text); }
  void operator()(absl::Time time) { statement_.setString(position_, TextOfMoment(time)); }

 private:
  sql::PreparedStatement& statement_;
  const unsigned position_;
};

Rows ReadAll(sql::ResultSet& answer) {
  const unsigned columns = answer.getMetaData()->getColumnCount();
  Rows rows;
  rows.reserve(answer.rowsCount());
  while (answer.next()) {
    std::vector<Row::Cell> cells;
    cells.reserve(columns);
    for (unsigned column = 1; column <= columns; ++column) {
      if (answer.isNull(column)) {
        cells.emplace_back(std::nullopt);
        continue;
      }
      sql::SQLString text = answer.getString(column);
      cells.emplace_back(std::move(*text.operator->()));
    }
    rows.emplace_back(std::move(cells));
  }
  return rows;
}

int64_t NextSerial() {
  static std::atomic<int64_t> last = 0;
  return ++last;
}

class MariaDbConnection final : public Connection {
 public:
  explicit MariaDbConnection(std::unique_ptr<sql::Connection> connection)
      : connection_(std::move(connection)), plain_(connection_->createStatement()) {}

  absl::StatusOr<Rows> Query(absl::string_view sql, absl::Span<const Value> values) override {
    return Noted(Alive(sql, [&]() -> absl::StatusOr<Rows> {
      ASSIGN_OR_RETURN(sql::PreparedStatement* const statement, Bound(sql, values));
      const std::unique_ptr<sql::ResultSet> answer(statement->executeQuery());
      return ReadAll(*answer);
    }));
  }

  absl::StatusOr<int64_t> Execute(absl::string_view sql, absl::Span<const Value> values) override {
    return Noted(Alive(sql, [&]() -> absl::StatusOr<int64_t> {
      ASSIGN_OR_RETURN(sql::PreparedStatement* const statement, Bound(sql, values));
      return statement->executeUpdate();
    }));
  }

  absl::Status Send(absl::string_view sql) override {
    // The text stays out of the status: it may hold a password.
    absl::StatusOr<int64_t> sent = Noted(Alive("", [&]() -> absl::StatusOr<int64_t> {
      if (plain_->execute(std::string(sql))) const std::unique_ptr<sql::ResultSet> unread(plain_->getResultSet());
      return 0;
    }));
    // Whether a transaction is open is no longer certain.
    if (!sent.ok()) usable_ = false;
    return sent.status();
  }

  bool usable() const override { return usable_; }
  int64_t serial() const override { return serial_; }

 private:
  // Never touches the driver again once the connection is lost: it might answer from a stale state.
  template <typename Work>
  auto Alive(absl::string_view sql, Work work) -> decltype(work()) {
    if (lost_) return StatusOfError(kGone, sql);
    return Caught(sql, work);
  }

  template <typename T>
  absl::StatusOr<T> Noted(absl::StatusOr<T> result) {
    if (!result.ok() && FaultOf(result.status()) == Fault::kLost) {
      lost_ = true;
      usable_ = false;
    }
    return result;
  }

  struct Prepared {
    std::unique_ptr<sql::PreparedStatement> statement;
    size_t parameters;
  };

  absl::StatusOr<sql::PreparedStatement*> Bound(absl::string_view sql, absl::Span<const Value> values) {
    const Prepared& prepared = Prepare(sql);
    // One left out would silently keep its last value.
    if (values.size() != prepared.parameters) return StatusOfError(kWrongArguments, sql);
    for (size_t i = 0; i < values.size(); ++i) {
      std::visit(Binder(*prepared.statement, static_cast<unsigned>(i + 1)), values[i].variant());
    }
    return prepared.statement.get();
  }

  const Prepared& Prepare(absl::string_view sql) {
    if (const auto found = statements_.find(sql); found != statements_.end()) return found->second;
    if (statements_.size() >= kMostStatements) statements_.clear();
    std::unique_ptr<sql::PreparedStatement> statement(connection_->prepareStatement(std::string(sql)));
    const int parameters = statement->getParameterMetaData()->getParameterCount();
    return statements_.emplace(std::string(sql), Prepared{std::move(statement), static_cast<size_t>(parameters)})
        .first->second;
  }

  const int64_t serial_ = NextSerial();
  bool usable_ = true;
  bool lost_ = false;
  const std::unique_ptr<sql::Connection> connection_;
  const std::unique_ptr<sql::Statement> plain_;
  absl::flat_hash_map<std::string, Prepared> statements_;
};

// The driver sets itself up on first use, which it does not guard against threads.
sql::Driver& TheDriver() {
  static sql::Driver* const driver = get_driver_instance();
  return *driver;
}

sql::ConnectOptionsMap OptionsFor(const Endpoint& endpoint) {
  sql::ConnectOptionsMap options;
  options["hostName"] = sql::SQLString(absl::StrCat("unix://", endpoint.socket));
  options["userName"] = sql::SQLString(endpoint.user);
  options["password"] = sql::SQLString(endpoint.password);
  options["OPT_CHARSET_NAME"] = sql::SQLString("utf8mb4");
  options["OPT_CONNECT_TIMEOUT"] = kConnectSeconds;
  options["OPT_READ_TIMEOUT"] = kAnswerSeconds;
  options["OPT_LOCAL_INFILE"] = 0;
  options["CLIENT_FOUND_ROWS"] = true;
  return options;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Connection>> Connection::Open(const Endpoint& endpoint) {
  absl::StatusOr<std::unique_ptr<Connection>> opened = Caught("", [&]() -> absl::StatusOr<std::unique_ptr<Connection>> {
    sql::ConnectOptionsMap options = OptionsFor(endpoint);
    return std::make_unique<MariaDbConnection>(std::unique_ptr<sql::Connection>(TheDriver().connect(options)));
  });
  if (!opened.ok()) return StatusOfNoConnection(ErrorOf(opened.status()));
  // The driver has just set another isolation. A pooled connection may idle for long: a year, in seconds.
  for (const absl::string_view setting : {"SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
                                          "SET SESSION time_zone = '+00:00', wait_timeout = 31536000, "
                                          "sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,NO_ZERO_DATE'"}) {
    if (const absl::Status set = (*opened)->Send(setting); !set.ok()) return StatusOfNoConnection(ErrorOf(set));
  }
  return opened;
}

}  // namespace adagio::storage
