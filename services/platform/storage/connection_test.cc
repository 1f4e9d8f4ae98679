#include "services/platform/storage/connection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/entropy.h"
#include "services/platform/foundation/status.h"
#include "services/platform/storage/test_database.h"

namespace adagio::storage {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class ConnectionTest : public testing::Test {
 protected:
  ConnectionTest() : connection_(TestDatabase::Shared().Connect("root")) {
    Must("CREATE DATABASE IF NOT EXISTS adagio_try");
    Must("DROP TABLE IF EXISTS adagio_try.cell");
    Must(
        "CREATE TABLE adagio_try.cell (id BINARY(16) NOT NULL, number BIGINT NULL, text TEXT NULL, bytes MEDIUMBLOB "
        "NULL, at DATETIME(6) NULL, PRIMARY KEY (id)) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE "
        "utf8mb4_bin");
  }

  void Must(const std::string& sql) { ASSERT_EQ(connection_->Send(sql), absl::OkStatus()); }

  Uuid Put(const std::string& column, const Value& value) {
    const Uuid id = entropy_.NewUuid();
    const absl::StatusOr<int64_t> put =
        connection_->Execute(absl::StrCat("INSERT INTO adagio_try.cell (id, ", column, ") VALUES (?, ?)"), {id, value});
    EXPECT_TRUE(put.ok()) << put.status();
    return id;
  }

  // The row put last, found again by its id.
  Row Got(const std::string& column, const Uuid& id) {
    absl::StatusOr<Rows> rows =
        connection_->Query(absl::StrCat("SELECT ", column, " FROM adagio_try.cell WHERE id = ?"), {id});
    EXPECT_TRUE(rows.ok()) << rows.status();
    EXPECT_EQ(rows->size(), 1U);
    return rows->front();
  }

  std::unique_ptr<Connection> connection_;
  SystemEntropy entropy_;
};

std::string EveryByte() {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  return bytes;
}

TEST_F(ConnectionTest, GivesBackEveryWholeNumber) {
  for (const int64_t number : {int64_t{0}, int64_t{-1}, int64_t{1} << 40, std::numeric_limits<int64_t>::min(),
                               std::numeric_limits<int64_t>::max()}) {
    EXPECT_EQ(Got("number", Put("number", number)).Int(0), number);
  }
}

TEST_F(ConnectionTest, GivesBackTextOfAnyLanguage) {
  const std::string text = "quiet \xC3\xA9t\xC3\xA9 \xF0\x9F\x8C\xBF 'quote\" \\ \n end";
  EXPECT_EQ(Got("text", Put("text", text)).Text(0), text);
  EXPECT_EQ(Got("text", Put("text", "")).Text(0), "");
}

TEST_F(ConnectionTest, GivesBackEveryByte) { EXPECT_EQ(Got("bytes", Put("bytes", EveryByte())).Text(0), EveryByte()); }

TEST_F(ConnectionTest, GivesBackAMegabyte) {
  std::string large;
  while (large.size() < (1U << 20)) large += EveryByte();
  EXPECT_EQ(Got("bytes", Put("bytes", large)).Text(0), large);
  // The same statement, with small bytes again.
  EXPECT_EQ(Got("bytes", Put("bytes", "small")).Text(0), "small");
}

TEST_F(ConnectionTest, FindsRowsByIdsOfAnyBytes) {
  for (const std::string& bytes :
       {std::string(16, '\0'), std::string(16, '\xff'), std::string(15, '\0') + "\x01", EveryByte().substr(0x27, 16),
        EveryByte().substr(0xc0, 16), std::string("\xF0\x9F", 2) + std::string(14, '\\')}) {
    const Uuid id = Uuid::FromBytes(bytes);
    ASSERT_TRUE(connection_->Execute("INSERT INTO adagio_try.cell (id, number) VALUES (?, 7)", {id}).ok());
    const Row row = Got("id, number", id);
    EXPECT_EQ(row.AsUuid(0), id);
    EXPECT_EQ(row.Int(1), 7);
  }
}

TEST_F(ConnectionTest, GivesBackMomentsToTheMicrosecond) {
  for (const absl::Time time : {absl::UnixEpoch(), absl::FromUnixMicros(1), absl::FromUnixMicros(1'900'000'000'123'456),
                                absl::FromUnixMicros(-1'000'001), absl::FromUnixSeconds(1'700'000'000),
                                absl::FromUnixSeconds(200'000'000'000)}) {
    const Row row = Got("at", Put("at", time));
    EXPECT_EQ(row.AsTime(0), time);
    EXPECT_EQ(row.AsTimeOrNull(0), time);
  }
}

TEST_F(ConnectionTest, ComparesMomentsInTheDatabaseAsHere) {
  const absl::Time time = absl::FromUnixMicros(1'900'000'000'000'001);
  Put("at", time);
  const std::string sql = "SELECT COUNT(*) FROM adagio_try.cell WHERE at < ?";
  EXPECT_EQ(connection_->Query(sql, {time})->front().Int(0), 0);
  EXPECT_EQ(connection_->Query(sql, {time + absl::Microseconds(1)})->front().Int(0), 1);
}

TEST_F(ConnectionTest, GivesBackNulls) {
  const Row row = Got("number, text, bytes, at", Put("number", nullptr));
  for (size_t column = 0; column < 4; ++column) EXPECT_TRUE(row.IsNull(column));
  EXPECT_EQ(row.AsTimeOrNull(3), std::nullopt);
  const std::optional<int64_t> absent;
  EXPECT_TRUE(Got("number", Put("number", absent)).IsNull(0));
  // The same statement, with a value in the place of the NULL.
  EXPECT_EQ(Got("number", Put("number", std::optional<int64_t>(4))).Int(0), 4);
}

TEST_F(ConnectionTest, CountsTheRowsFoundEvenWhenNothingChanges) {
  const Uuid id = Put("number", 1);
  const std::string sql = "UPDATE adagio_try.cell SET number = 1 WHERE id = ?";
  EXPECT_EQ(*connection_->Execute(sql, {id}), 1);
  EXPECT_EQ(*connection_->Execute(sql, {entropy_.NewUuid()}), 0);
}

TEST_F(ConnectionTest, SpeaksUtcAndReadsWhatIsCommitted) {
  const Rows rows = *connection_->Query("SELECT @@time_zone, @@tx_isolation, @@autocommit, @@character_set_client", {});
  EXPECT_EQ(rows[0].Text(0), "+00:00");
  EXPECT_EQ(rows[0].Text(1), "READ-COMMITTED");
  EXPECT_EQ(rows[0].Int(2), 1);
  EXPECT_EQ(rows[0].Text(3), "utf8mb4");
}

int64_t Counter(Connection& observer, const std::string& name, const std::string& of) {
  return observer
      .Query(absl::StrCat("SELECT VARIABLE_VALUE FROM information_schema.", of, " WHERE VARIABLE_NAME = ?"), {name})
      ->front()
      .Int(0);
}

TEST_F(ConnectionTest, PreparesATextOnceAndSendsNothingElse) {
  const Uuid id = Put("number", 1);
  const std::string read = "SELECT number FROM adagio_try.cell WHERE id = ?";
  const std::string write = "UPDATE adagio_try.cell SET number = ? WHERE id = ?";
  // The first round prepares, also the statements of the counting itself.
  int64_t prepared = 0;
  int64_t asked = 0;
  for (int round = 0; round < 2; ++round) {
    prepared = Counter(*connection_, "COM_STMT_PREPARE", "SESSION_STATUS");
    asked = Counter(*connection_, "QUESTIONS", "SESSION_STATUS");
    for (int i = 0; i < 10; ++i) {
      ASSERT_TRUE(connection_->Query(read, {id}).ok());
      ASSERT_TRUE(connection_->Execute(write, {i, id}).ok());
    }
    prepared = Counter(*connection_, "COM_STMT_PREPARE", "SESSION_STATUS") - prepared;
    asked = Counter(*connection_, "QUESTIONS", "SESSION_STATUS") - asked;
  }
  EXPECT_EQ(prepared, 0);
  // Twenty statements and two readings of counters.
  EXPECT_EQ(asked, 22);
}

TEST_F(ConnectionTest, GoesOnAfterMoreTextsThanItKeeps) {
  for (int i = 0; i < 600; ++i) {
    const absl::StatusOr<Rows> rows = connection_->Query(absl::StrCat("SELECT ", i), {});
    ASSERT_TRUE(rows.ok()) << rows.status();
    ASSERT_EQ(rows->front().Int(0), i);
  }
}

TEST_F(ConnectionTest, NamesADuplicate) {
  const Uuid id = Put("number", 1);
  const absl::Status status =
      connection_->Execute("INSERT INTO adagio_try.cell (id, text) VALUES (?, ?)", {id, "secret"}).status();
  EXPECT_EQ(FaultOf(status), Fault::kDuplicate);
  EXPECT_TRUE(connection_->usable());
  EXPECT_TRUE(connection_->Query("SELECT 1", {}).ok());
}

TEST_F(ConnectionTest, CallsAWrongStatementABugAndShowsNoValue) {
  const absl::Status wrong = connection_->Query("SELECT nothing FROM adagio_try.cell", {}).status();
  EXPECT_EQ(FaultOf(wrong), Fault::kBroken);
  EXPECT_EQ(ReasonOf(wrong), Reason::kBug);
  EXPECT_THAT(std::string(wrong.message()), HasSubstr("SELECT nothing"));

  const absl::Status unfit =
      connection_->Execute("INSERT INTO adagio_try.cell (id, number) VALUES (?, ?)", {entropy_.NewUuid(), "secret"})
          .status();
  EXPECT_EQ(FaultOf(unfit), Fault::kBroken);
  EXPECT_THAT(unfit.ToString(), Not(HasSubstr("secret")));
  EXPECT_TRUE(connection_->usable());
}

TEST_F(ConnectionTest, RefusesAWrongNumberOfValues) {
  EXPECT_EQ(FaultOf(connection_->Query("SELECT ?", {1, 2}).status()), Fault::kBroken);
  ASSERT_TRUE(connection_->Query("SELECT ?, ?", {1, 2}).ok());
  EXPECT_EQ(FaultOf(connection_->Query("SELECT ?, ?", {1}).status()), Fault::kBroken);
  EXPECT_EQ(connection_->Query("SELECT ?", {3})->front().Int(0), 3);
}

TEST_F(ConnectionTest, IsLostForGoodWhenItIsKilled) {
  const int64_t id = connection_->Query("SELECT CONNECTION_ID()", {})->front().Int(0);
  const std::unique_ptr<Connection> other = TestDatabase::Shared().Connect("root");
  ASSERT_EQ(other->Send(absl::StrCat("KILL ", id)), absl::OkStatus());
  const absl::Status lost = connection_->Query("SELECT 1", {}).status();
  EXPECT_EQ(FaultOf(lost), Fault::kLost);
  EXPECT_EQ(ReasonOf(lost), Reason::kStoreUnavailable);
  EXPECT_FALSE(connection_->usable());
  EXPECT_EQ(FaultOf(connection_->Query("SELECT 1", {}).status()), Fault::kLost);
  EXPECT_EQ(FaultOf(connection_->Send("SELECT 1")), Fault::kLost);
}

TEST_F(ConnectionTest, RefusesWhereNobodyAnswersOrThePasswordIsWrong) {
  Endpoint nowhere = TestDatabase::Shared().EndpointFor("root");
  nowhere.socket += ".none";
  Endpoint stranger = TestDatabase::Shared().EndpointFor("root");
  stranger.password = "guess";
  for (const Endpoint& endpoint : {nowhere, stranger}) {
    const absl::Status refused = Connection::Open(endpoint).status();
    EXPECT_EQ(refused.code(), absl::StatusCode::kUnavailable);
    EXPECT_EQ(FaultOf(refused), Fault::kRefused);
  }
}

TEST_F(ConnectionTest, HasASerialOfItsOwn) {
  EXPECT_NE(connection_->serial(), TestDatabase::Shared().Connect("root")->serial());
}

}  // namespace
}  // namespace adagio::storage
