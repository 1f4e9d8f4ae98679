#include "services/platform/audit/process_trail.h"

#include <gtest/gtest.h>

#include <thread>

#include "absl/strings/str_cat.h"
#include "services/platform/audit/trail_for_test.h"
#include "services/platform/foundation/status.h"

namespace adagio::audit {
namespace {

class ATrail : public TrailFixture {
 protected:
  int64_t StreamCount() { return Count("SELECT COUNT(DISTINCT stream_id) FROM adagio_audit.record"); }
  // Ends the connection of `user` in the database.
  void Kill(const std::string& user) {
    const auto rows = root_
                          ->Query("SELECT id FROM information_schema.processlist WHERE user = ? AND id <> ?",
                                  {user, auditor_->Query("SELECT CONNECTION_ID()", {}).value().at(0).Int(0)})
                          .value();
    for (const storage::Row& row : rows) AsRoot(absl::StrCat("KILL ", row.Int(0)));
  }
};

TEST_F(ATrail, HasARecordWithItsTransactionOrNeither) {
  const auto trail = OpenTrail();
  AppendInTransactions(*trail, *service_, 2);
  {
    auto tx = *storage::Transaction::Begin(*service_);
    ASSERT_TRUE(trail->Append(*tx, *service_, Record()).ok());
  }
  trail->Settle(*service_, Trail::Ending::kRolledBack);
  AppendInTransactions(*trail, *service_, 1);
  EXPECT_EQ(Records(), 3);
  EXPECT_EQ(StreamCount(), 1);
  EXPECT_TRUE(Verification().ok()) << Verification().status();
}

TEST_F(ATrail, AppendsInOneStatement) {
  const auto trail = OpenTrail();
  AppendInTransactions(*trail, *service_, 1);
  const auto executed = [&] {
    return service_->Query("SHOW SESSION STATUS LIKE 'Com_insert'", {}).value().at(0).Int(1);
  };
  const int64_t before = executed();
  AppendInTransactions(*trail, *service_, 3);
  EXPECT_EQ(executed() - before, 3);
}

TEST_F(ATrail, TakesSeveralRecordsOfOneTransaction) {
  const auto trail = OpenTrail();
  auto tx = *storage::Transaction::Begin(*service_);
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(trail->Append(*tx, *service_, Record()).ok());
  ASSERT_TRUE(tx->Commit().ok());
  trail->Settle(*service_, Trail::Ending::kCommitted);
  ASSERT_TRUE(trail->Checkpoint().ok());
  EXPECT_EQ(Verification().value().unprotected, 0);
}

TEST_F(ATrail, NeverContinuesAStreamWhoseLastCommitIsUnknown) {
  for (const bool committed : {false, true}) {
    const auto trail = OpenTrail();
    const int64_t streams = StreamCount();
    AppendInTransactions(*trail, *service_, 2);
    {
      auto tx = *storage::Transaction::Begin(*service_);
      ASSERT_TRUE(trail->Append(*tx, *service_, Record()).ok());
      if (committed) {
        ASSERT_TRUE(tx->Commit().ok());
      }
    }
    trail->Settle(*service_, Trail::Ending::kUnknown);
    AppendInTransactions(*trail, *service_, 2);
    EXPECT_EQ(StreamCount(), streams + 2);
    ASSERT_TRUE(trail->Checkpoint().ok());
    EXPECT_EQ(Verification().value().unprotected, committed ? 1 : 0);
  }
}

TEST_F(ATrail, LeavesAStreamInWhichItsPlaceIsTaken) {
  const auto trail = OpenTrail();
  {
    auto tx = *storage::Transaction::Begin(*service_);
    ASSERT_TRUE(trail->Append(*tx, *service_, Record()).ok());
    ASSERT_TRUE(tx->Commit().ok());
  }
  trail->Settle(*service_, Trail::Ending::kRolledBack);  // which is not true
  {
    auto tx = *storage::Transaction::Begin(*service_);
    EXPECT_FALSE(trail->Append(*tx, *service_, Record()).ok());
  }
  trail->Settle(*service_, Trail::Ending::kRolledBack);
  AppendInTransactions(*trail, *service_, 1);
  EXPECT_EQ(StreamCount(), 2);
  EXPECT_TRUE(Verification().ok());
}

TEST_F(ATrail, CannotBeChangedByTheUsersThatWriteIt) {
  const auto trail = OpenTrail();
  AppendInTransactions(*trail, *service_, 1);
  for (storage::Connection* connection : {service_.get(), auditor_.get()}) {
    EXPECT_FALSE(connection->Execute("UPDATE adagio_audit.record SET outcome = 'DENIED'", {}).ok());
    EXPECT_FALSE(connection->Execute("DELETE FROM adagio_audit.record", {}).ok());
    EXPECT_FALSE(connection->Send("TRUNCATE adagio_audit.record").ok());
  }
}

TEST_F(ATrail, IsDurableBeforeItsCallerIsTold) {
  const auto trail = OpenTrail();
  Answers answers;
  int64_t seen = 0;
  trail->AppendAlone(Record(), [&, told = answers.Next()](absl::Status status) {
    seen = Records();
    told(status);
  });
  EXPECT_TRUE(answers.WaitFor(1)[0].ok());
  EXPECT_EQ(seen, 1);
}

TEST_F(ATrail, ServesManyCallersAtOnce) {
  const auto trail = OpenTrail();
  std::vector<std::thread> callers;
  for (int caller = 0; caller < 16; ++caller) {
    callers.emplace_back([&] {
      for (int i = 0; i < 25; ++i) AppendAlone(*trail, 1);
    });
  }
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(Records(), 400);
  EXPECT_EQ(StreamCount(), 1);
  ASSERT_TRUE(trail->Checkpoint().ok());
  EXPECT_EQ(Verification().value().unprotected, 0);
}

TEST_F(ATrail, MayBeCalledFromWhereItTellsItsCallers) {
  const auto trail = OpenTrail();
  Answers answers;
  trail->AppendAlone(Record(), [&](absl::Status) { trail->AppendAlone(Record(), answers.Next()); });
  EXPECT_TRUE(answers.WaitFor(1)[0].ok());
  EXPECT_EQ(Records(), 2);
}

TEST_F(ATrail, RefusesAtOnceWhatItsQueueCannotHold) {
  ProcessTrail::Options options = OptionsOfTrail();
  options.queue = 10;
  const auto trail = OpenTrail(options);
  AsRoot("LOCK TABLES adagio_audit.record READ");
  Answers answers;
  // At most one group of ten is under way while ten wait.
  for (int i = 0; i < 30; ++i) trail->AppendAlone(Record(), answers.Next());
  const size_t refused = answers.size();
  EXPECT_GE(refused, 10u);
  for (const absl::Status& answer : answers.WaitFor(refused)) EXPECT_EQ(ReasonOf(answer), Reason::kQuota);
  AsRoot("UNLOCK TABLES");
  const std::vector<absl::Status> all = answers.WaitFor(30);
  EXPECT_EQ(std::count_if(all.begin(), all.end(), [](const absl::Status& s) { return s.ok(); }), 30 - refused);
  EXPECT_EQ(Records(), static_cast<int64_t>(30 - refused));
}

TEST_F(ATrail, CommitsMuchThatComesMeanwhileInAStreamOfItsOwn) {
  const auto trail = OpenTrail();
  AsRoot("LOCK TABLES adagio_audit.record READ");
  Answers answers;
  trail->AppendAlone(Record(), answers.Next());
  constexpr char kHeldUp[] =
      "SELECT COUNT(*) FROM information_schema.processlist WHERE state LIKE 'Waiting for table%'";
  while (root_->Query(kHeldUp, {}).value().at(0).Int(0) < 1) std::this_thread::yield();
  for (int i = 0; i < 15; ++i) trail->AppendAlone(Record(), answers.Next());
  EXPECT_EQ(root_->Query(kHeldUp, {}).value().at(0).Int(0), 1) << "fifteen are not much";
  trail->AppendAlone(Record(), answers.Next());
  while (root_->Query(kHeldUp, {}).value().at(0).Int(0) < 2) std::this_thread::yield();
  AsRoot("UNLOCK TABLES");
  for (const absl::Status& answer : answers.WaitFor(17)) EXPECT_TRUE(answer.ok()) << answer;
  EXPECT_EQ(Records(), 17);
  EXPECT_EQ(StreamCount(), 2);
  ASSERT_TRUE(trail->Checkpoint().ok());
  EXPECT_EQ(Verification().value().unprotected, 0);
}

TEST_F(ATrail, TellsEveryCallerOfAGroupThatCouldNotBeKeptAndGoesOn) {
  const auto trail = OpenTrail();
  AppendAlone(*trail, 1);
  AsRoot("RENAME TABLE adagio_audit.record TO adagio_audit.away");
  Answers answers;
  for (int i = 0; i < 20; ++i) trail->AppendAlone(Record(), answers.Next());
  for (const absl::Status& answer : answers.WaitFor(20)) EXPECT_EQ(ReasonOf(answer), Reason::kStoreUnavailable);
  AsRoot("RENAME TABLE adagio_audit.away TO adagio_audit.record");
  AppendAlone(*trail, 1);
  EXPECT_EQ(Records(), 2);
  EXPECT_EQ(StreamCount(), 2);
  EXPECT_TRUE(Verification().ok());
}

TEST_F(ATrail, OutlivesTheLossOfItsConnection) {
  const auto trail = OpenTrail();
  AppendAlone(*trail, 1);
  Kill("adagio_audit");
  AppendAlone(*trail, 1);
  EXPECT_GE(Records(), 2);
  EXPECT_TRUE(Verification().ok());
}

TEST_F(ATrail, CommitsWhatWaitsBeforeItEnds) {
  auto trail = OpenTrail();
  AsRoot("LOCK TABLES adagio_audit.record READ");
  Answers answers;
  for (int i = 0; i < 1000; ++i) trail->AppendAlone(Record(), answers.Next());
  std::thread ending([&] { trail = nullptr; });
  AsRoot("UNLOCK TABLES");
  ending.join();
  EXPECT_EQ(answers.size(), 1000u);
  EXPECT_EQ(Records(), 1000);
  const Verified verified = Verification().value();
  EXPECT_EQ(verified.records, 1000);
  EXPECT_EQ(verified.unprotected, 0);
}

TEST_F(ATrail, SignsByItselfAfterSoManyRecords) {
  ProcessTrail::Options options = OptionsOfTrail();
  options.checkpoint_records = 20;
  const auto trail = OpenTrail(options);
  AppendAlone(*trail, 100);
  while (Verification().value().checkpoints < 2) std::this_thread::yield();
  EXPECT_LT(Verification().value().unprotected, 100);
}

TEST_F(ATrail, SignsByItselfAfterSoLong) {
  ProcessTrail::Options options = OptionsOfTrail();
  options.checkpoint_every = absl::Milliseconds(1);
  const auto trail = OpenTrail(options);
  AppendInTransactions(*trail, *service_, 3);
  while (Verification().value().unprotected > 0) std::this_thread::yield();
}

TEST_F(ATrail, SignsNothingWhileNothingMoves) {
  const auto trail = OpenTrail();
  ASSERT_TRUE(trail->Checkpoint().ok());
  ASSERT_TRUE(trail->Checkpoint().ok());
  EXPECT_EQ(Verification().value().checkpoints, 1);
}

TEST_F(ATrail, CoversWhatACrashedProcessLeft) {
  // Its last records are committed and in no checkpoint of its own.
  {
    const auto crashed = OpenTrail();
    AppendInTransactions(*crashed, *service_, 5);
    std::filesystem::copy(witness_, folder_.path() / "before");
  }
  std::filesystem::remove_all(witness_);
  std::filesystem::rename(folder_.path() / "before", witness_);
  EXPECT_EQ(Verification().value().unprotected, 5);
  const auto next = OpenTrail();
  EXPECT_EQ(Verification().value().unprotected, 0);
}

TEST_F(ATrail, DoesNotOpenWithoutItsKey) {
  ProcessTrail::Options options = OptionsOfTrail();
  options.key_file = folder_.path() / "absent.key";
  EXPECT_EQ(ProcessTrail::Open(options).status().code(), absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace adagio::audit
