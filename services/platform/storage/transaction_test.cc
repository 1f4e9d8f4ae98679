#include "services/platform/storage/transaction.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/status.h"
#include "services/platform/storage/test_database.h"

namespace adagio::storage {
namespace {

class TransactionTest : public testing::Test {
 protected:
  TransactionTest() {
    Must("CREATE DATABASE IF NOT EXISTS adagio_try");
    Must("DROP TABLE IF EXISTS adagio_try.account");
    Must(
        "CREATE TABLE adagio_try.account (id INT NOT NULL, amount INT NOT NULL CHECK (amount >= 0), PRIMARY KEY (id)) "
        "ENGINE = InnoDB");
    Must("INSERT INTO adagio_try.account VALUES (1, 10), (2, 10)");
  }

  void Must(const std::string& sql) { ASSERT_EQ(observer_->Send(sql), absl::OkStatus()); }

  int64_t Amount(int id) {
    return observer_->Query("SELECT amount FROM adagio_try.account WHERE id = ?", {id})->front().Int(0);
  }

  static absl::Status Set(Statements& to, int id, int amount) {
    return to.Execute("UPDATE adagio_try.account SET amount = ? WHERE id = ?", {amount, id}).status();
  }

  std::unique_ptr<Transaction> Begin() { return *Transaction::Begin(*connection_); }

  // Returns when the connection is gone at the server too.
  void Kill(Connection& connection) {
    const int64_t id = connection.Query("SELECT CONNECTION_ID()", {})->front().Int(0);
    Must(absl::StrCat("KILL ", id));
    while (observer_->Query("SELECT COUNT(*) FROM information_schema.processlist WHERE id = ?", {id})->front().Int(0) >
           0) {
    }
  }

  std::unique_ptr<Connection> observer_ = TestDatabase::Shared().Connect("root");
  std::unique_ptr<Connection> connection_ = TestDatabase::Shared().Connect("root");
};

TEST_F(TransactionTest, ShowsNothingToOthersBeforeItCommits) {
  const std::unique_ptr<Transaction> tx = Begin();
  ASSERT_EQ(Set(*tx, 1, 7), absl::OkStatus());
  EXPECT_EQ(Amount(1), 10);
  ASSERT_EQ(tx->Commit(), absl::OkStatus());
  EXPECT_EQ(Amount(1), 7);
}

TEST_F(TransactionTest, IsRolledBackWhenItGoesOutOfScope) {
  ASSERT_EQ(Set(*Begin(), 1, 7), absl::OkStatus());
  EXPECT_EQ(Amount(1), 10);
  EXPECT_TRUE(connection_->usable());
}

TEST_F(TransactionTest, SendsNothingAfterAnError) {
  const std::unique_ptr<Transaction> tx = Begin();
  ASSERT_EQ(Set(*tx, 1, 7), absl::OkStatus());
  const absl::Status broken = Set(*tx, 1, -1);
  EXPECT_EQ(FaultOf(broken), Fault::kBroken);
  const std::string reached =
      "SELECT VARIABLE_VALUE FROM information_schema.SESSION_STATUS "
      "WHERE VARIABLE_NAME = 'QUESTIONS'";
  const int64_t before = connection_->Query(reached, {})->front().Int(0);
  EXPECT_EQ(Set(*tx, 2, 7), broken);
  EXPECT_EQ(tx->Query("SELECT 1", {}).status(), broken);
  EXPECT_EQ(tx->Commit(), broken);
  // This reading, and nothing between.
  EXPECT_EQ(connection_->Query(reached, {})->front().Int(0), before + 1);
  EXPECT_EQ(Amount(1), 10);
}

TEST_F(TransactionTest, TakesNoStatementAfterItsEnd) {
  const std::unique_ptr<Transaction> tx = Begin();
  ASSERT_EQ(tx->Commit(), absl::OkStatus());
  EXPECT_EQ(ReasonOf(Set(*tx, 1, 7)), Reason::kBug);
  EXPECT_EQ(ReasonOf(tx->Commit()), Reason::kBug);
  EXPECT_EQ(Amount(1), 10);
}

TEST_F(TransactionTest, DoesNotPretendToCommitOnAKilledConnection) {
  const std::unique_ptr<Transaction> tx = Begin();
  ASSERT_EQ(Set(*tx, 1, 7), absl::OkStatus());
  Kill(*connection_);
  EXPECT_EQ(FaultOf(tx->Commit()), Fault::kLost);
  EXPECT_EQ(Amount(1), 10);
}

TEST_F(TransactionTest, NeverGoesOnByItselfAfterAKill) {
  {
    const std::unique_ptr<Transaction> tx = Begin();
    ASSERT_EQ(Set(*tx, 1, 7), absl::OkStatus());
    Kill(*connection_);
    // A driver that connected again would run and commit this one alone.
    EXPECT_EQ(FaultOf(Set(*tx, 2, 7)), Fault::kLost);
    EXPECT_EQ(FaultOf(tx->Commit()), Fault::kLost);
  }
  EXPECT_FALSE(connection_->usable());
  EXPECT_EQ(Amount(1), 10);
  EXPECT_EQ(Amount(2), 10);
}

TEST_F(TransactionTest, NamesALockThatIsNotGivenUpAConflict) {
  const std::unique_ptr<Connection> other = TestDatabase::Shared().Connect("root");
  ASSERT_EQ(other->Send("SET SESSION innodb_lock_wait_timeout = 1"), absl::OkStatus());
  const std::unique_ptr<Transaction> holder = Begin();
  ASSERT_EQ(Set(*holder, 1, 7), absl::OkStatus());
  const std::unique_ptr<Transaction> waiter = *Transaction::Begin(*other);
  ASSERT_EQ(Set(*waiter, 2, 7), absl::OkStatus());
  EXPECT_EQ(FaultOf(Set(*waiter, 1, 8)), Fault::kConflict);
  EXPECT_EQ(FaultOf(waiter->Commit()), Fault::kConflict);
  ASSERT_EQ(holder->Commit(), absl::OkStatus());
  EXPECT_EQ(Amount(1), 7);
  EXPECT_EQ(Amount(2), 10);
}

TEST_F(TransactionTest, NamesADeadlockAConflictForOneOfTheTwo) {
  const std::unique_ptr<Connection> other = TestDatabase::Shared().Connect("root");
  const std::unique_ptr<Transaction> first = Begin();
  const std::unique_ptr<Transaction> second = *Transaction::Begin(*other);
  ASSERT_EQ(Set(*first, 1, 7), absl::OkStatus());
  ASSERT_EQ(Set(*second, 2, 8), absl::OkStatus());
  absl::Status from_first;
  std::thread crossing([&] { from_first = Set(*first, 2, 7); });
  const absl::Status from_second = Set(*second, 1, 8);
  crossing.join();
  ASSERT_NE(from_first.ok(), from_second.ok());
  EXPECT_EQ(FaultOf(from_first.ok() ? from_second : from_first), Fault::kConflict);
  Transaction& survivor = from_first.ok() ? *first : *second;
  EXPECT_EQ(survivor.Commit(), absl::OkStatus());
  EXPECT_EQ(Amount(1), Amount(2));
}

TEST_F(TransactionTest, IsRefusedWhereTheDatabaseTakesNoWrites) {
  Must("GRANT SELECT, UPDATE ON adagio_try.account TO 'adagio_homework'@'localhost'");
  const std::unique_ptr<Connection> service = TestDatabase::Shared().Connect("adagio_homework");
  Must("SET GLOBAL read_only = ON");
  const absl::Status refused = Set(**Transaction::Begin(*service), 1, 7);
  Must("SET GLOBAL read_only = OFF");
  EXPECT_EQ(FaultOf(refused), Fault::kRefused);
  EXPECT_EQ(ReasonOf(refused), Reason::kStoreUnavailable);
  EXPECT_EQ(Amount(1), 10);
}

}  // namespace
}  // namespace adagio::storage
