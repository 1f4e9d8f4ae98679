#include "services/platform/events/sequencer.h"

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <set>
#include <thread>

#include "absl/strings/str_cat.h"
#include "services/platform/events/ordering.h"
#include "services/platform/events/outbox.h"
#include "services/platform/events/schema/migrations.h"
#include "services/platform/foundation/entropy.h"
#include "services/platform/storage/test_database.h"
#include "services/platform/storage/transaction.h"

namespace adagio::events {
namespace {

using storage::TestDatabase;

class AFeed : public testing::Test {
 protected:
  void SetUp() override {
    TestDatabase::Shared().Migrate({Migrations()});
    root_ = TestDatabase::Shared().Connect("root");
    store_ = TestDatabase::Shared().Connect("adagio_events");
    AsRoot("DELETE FROM adagio_events.outbox");
    AsRoot("UPDATE adagio_events.lease SET expires_at = '1970-01-01'");
    AsRoot("CREATE TABLE IF NOT EXISTS adagio_events.guard (unit_id BINARY(16) PRIMARY KEY, version BIGINT)");
  }

  std::unique_ptr<Sequencer> NewSequencer(absl::Duration lease = absl::Seconds(2)) {
    return std::make_unique<Sequencer>(
        Sequencer::Options{.endpoint = TestDatabase::Shared().EndpointFor("adagio_events"),
                           .process = entropy_.NewUuid(),
                           .lease = lease,
                           .idle = absl::Milliseconds(1)});
  }

  void AsRoot(absl::string_view sql) { CHECK(root_->Send(sql).ok()); }
  int64_t Count(absl::string_view sql, std::initializer_list<storage::Value> values) {
    return root_->Query(sql, values).value().at(0).Int(0);
  }
  int64_t Published(const PracticeId& practice) {
    return Count("SELECT COUNT(*) FROM adagio_events.feed WHERE practice_id = ?", {practice});
  }
  void WaitForPublished(const PracticeId& practice, int64_t events) {
    while (Published(practice) < events) std::this_thread::yield();
  }

  Event NewEvent(const PracticeId& practice, const UnitId& unit, int64_t revision) {
    return {entropy_.NewUuid(),
            practice,
            unit,
            "assignment.changed",
            entropy_.NewUuid(),
            revision,
            absl::FromUnixSeconds(1800000000)};
  }

  // Publishes one event alone.
  void Publish(const PracticeId& practice, const UnitId& unit, int64_t revision) {
    const auto service = TestDatabase::Shared().Connect("adagio_homework");
    ASSERT_TRUE(Append(*service, NewEvent(practice, unit, revision)).ok());
  }

  // Expects positions 1 to n, every event once, and the revisions of each unit in order.
  void ExpectInOrder(const PracticeId& practice, int64_t events) {
    const storage::Rows rows = root_
                                   ->Query(
                                       "SELECT position, event_id, unit_id, revision FROM adagio_events.feed "
                                       "WHERE practice_id = ? ORDER BY position",
                                       {practice})
                                   .value();
    ASSERT_EQ(static_cast<int64_t>(rows.size()), events);
    std::set<Uuid> seen;
    std::map<Uuid, int64_t> last;
    for (size_t i = 0; i < rows.size(); ++i) {
      EXPECT_EQ(rows[i].Int(0), static_cast<int64_t>(i + 1));
      EXPECT_TRUE(seen.insert(rows[i].AsUuid(1)).second);
      int64_t& revision = last[rows[i].AsUuid(2)];
      EXPECT_LE(revision, rows[i].Int(3));
      revision = rows[i].Int(3);
    }
    EXPECT_EQ(Count("SELECT COUNT(*) FROM adagio_events.outbox WHERE practice_id = ?", {practice}), 0);
  }

  // As a service does it: the unit's guard first, then the event, in one transaction.
  void WriteGuarded(storage::Connection& connection, const PracticeId& practice, const UnitId& unit, bool commit) {
    auto tx = *storage::Transaction::Begin(connection);
    ASSERT_TRUE(tx->Execute("UPDATE adagio_events.guard SET version = version + 1 WHERE unit_id = ?", {unit}).ok());
    const int64_t version =
        tx->Query("SELECT version FROM adagio_events.guard WHERE unit_id = ?", {unit}).value().at(0).Int(0);
    ASSERT_TRUE(Append(*tx, NewEvent(practice, unit, version)).ok());
    if (!commit) return;
    ASSERT_TRUE(tx->Commit().ok());
  }

  void Kill() {
    const storage::Rows rows =
        root_
            ->Query("SELECT id FROM information_schema.processlist WHERE user = 'adagio_events' AND id <> ?",
                    {store_->Query("SELECT CONNECTION_ID()", {}).value().at(0).Int(0)})
            .value();
    for (const storage::Row& row : rows) root_->Send(absl::StrCat("KILL ", row.Int(0))).IgnoreError();
  }

  SystemEntropy entropy_;
  const PracticeId practice_{entropy_.NewUuid()};
  const UnitId unit_{entropy_.NewUuid()};
  std::unique_ptr<storage::Connection> root_;
  std::unique_ptr<storage::Connection> store_;
};

TEST_F(AFeed, ShowsAnEventAsItWasWritten) {
  const auto service = TestDatabase::Shared().Connect("adagio_homework");
  const Event event = NewEvent(practice_, unit_, 7);
  ASSERT_TRUE(Append(*service, event).ok());
  EXPECT_EQ(MoveToFeed(*store_, practice_).value(), 1);
  const storage::Row row = root_
                               ->Query(
                                   "SELECT event_id, unit_id, type, resource_id, revision, at "
                                   "FROM adagio_events.feed WHERE practice_id = ?",
                                   {practice_})
                               .value()
                               .at(0);
  EXPECT_EQ(row.AsUuid(0), event.id);
  EXPECT_EQ(row.AsId<UnitId>(1), unit_);
  EXPECT_EQ(row.Text(2), "assignment.changed");
  EXPECT_EQ(row.AsUuid(3), event.resource);
  EXPECT_EQ(row.Int(4), 7);
  EXPECT_EQ(row.AsTime(5), event.at);
}

TEST_F(AFeed, ShowsNothingOfATransactionThatRolledBack) {
  const auto service = TestDatabase::Shared().Connect("adagio_homework");
  {
    auto tx = *storage::Transaction::Begin(*service);
    ASSERT_TRUE(Append(*tx, NewEvent(practice_, unit_, 1)).ok());
    EXPECT_EQ(MoveToFeed(*store_, practice_).value(), 0);
  }
  EXPECT_EQ(MoveToFeed(*store_, practice_).value(), 0);
}

TEST_F(AFeed, DoesNotWaitForATransactionThatIsStillOpen) {
  const auto slow = TestDatabase::Shared().Connect("adagio_homework");
  auto tx = *storage::Transaction::Begin(*slow);
  ASSERT_TRUE(Append(*tx, NewEvent(practice_, UnitId(entropy_.NewUuid()), 1)).ok());
  for (int revision = 1; revision <= 40; ++revision) Publish(practice_, unit_, revision);
  const absl::StatusOr<int64_t> moved = MoveToFeed(*store_, practice_);
  ASSERT_TRUE(moved.ok()) << moved.status();
  EXPECT_EQ(*moved, 40);
  ASSERT_TRUE(tx->Commit().ok());
  EXPECT_EQ(MoveToFeed(*store_, practice_).value(), 1);
  ExpectInOrder(practice_, 41);
}

TEST_F(AFeed, MovesAtMostABatchAtATime) {
  const auto service = TestDatabase::Shared().Connect("adagio_homework");
  auto tx = *storage::Transaction::Begin(*service);
  for (int revision = 1; revision <= 1203; ++revision) {
    ASSERT_TRUE(Append(*tx, NewEvent(practice_, unit_, revision)).ok());
  }
  ASSERT_TRUE(tx->Commit().ok());
  EXPECT_EQ(MoveToFeed(*store_, practice_).value(), 500);
  EXPECT_EQ(MoveToFeed(*store_, practice_).value(), 500);
  EXPECT_EQ(MoveToFeed(*store_, practice_).value(), 203);
  EXPECT_EQ(MoveToFeed(*store_, practice_).value(), 0);
  ExpectInOrder(practice_, 1203);
}

TEST_F(AFeed, CountsEachPracticeByItself) {
  const PracticeId other(entropy_.NewUuid());
  Publish(practice_, unit_, 1);
  Publish(other, unit_, 1);
  Publish(practice_, unit_, 2);
  const auto sequencer = NewSequencer();
  WaitForPublished(practice_, 2);
  WaitForPublished(other, 1);
  ExpectInOrder(practice_, 2);
  ExpectInOrder(other, 1);
}

TEST_F(AFeed, HasEveryEventOnceInOrderUnderEightWritersAndTwoSequencers) {
  constexpr int kWriters = 8;
  constexpr int kEach = 100;
  std::vector<PracticeId> practices{practice_, PracticeId(entropy_.NewUuid())};
  std::vector<UnitId> units;
  for (int i = 0; i < 4; ++i) {
    units.emplace_back(entropy_.NewUuid());
    ASSERT_TRUE(root_->Execute("INSERT INTO adagio_events.guard VALUES (?, 0)", {units.back()}).ok());
  }
  // A lease that runs out all the time, so that both work at once.
  const auto one = NewSequencer(absl::Microseconds(100));
  const auto two = NewSequencer(absl::Microseconds(100));
  std::vector<std::thread> writers;
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&, writer] {
      const auto connection = TestDatabase::Shared().Connect("root");
      for (int i = 0; i < kEach; ++i) {
        const size_t unit = static_cast<size_t>(writer + i) % units.size();
        WriteGuarded(*connection, practices[unit % 2], units[unit], i % 10 != 0);
        one->Notify();
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  constexpr int64_t kCommittedEach = kWriters * kEach * 9 / 10;
  while (Published(practices[0]) + Published(practices[1]) < kCommittedEach) std::this_thread::yield();
  ExpectInOrder(practices[0], Published(practices[0]));
  ExpectInOrder(practices[1], Published(practices[1]));
  EXPECT_EQ(Published(practices[0]) + Published(practices[1]), kCommittedEach);
}

TEST_F(AFeed, GoesOnWhenItsConnectionIsKilled) {
  const auto sequencer = NewSequencer();
  for (int revision = 1; revision <= 20; ++revision) {
    Publish(practice_, unit_, revision);
    Kill();
  }
  WaitForPublished(practice_, 20);
  ExpectInOrder(practice_, 20);
}

TEST_F(AFeed, IsLedByOneSequencerAtATime) {
  const Lease one(entropy_.NewUuid(), absl::Hours(1));
  const Lease two(entropy_.NewUuid(), absl::Hours(1));
  EXPECT_TRUE(one.Hold(*store_).value());
  EXPECT_TRUE(one.Hold(*store_).value());
  EXPECT_FALSE(two.Hold(*store_).value());
  ASSERT_TRUE(two.Release(*store_).ok());
  EXPECT_FALSE(two.Hold(*store_).value());
  ASSERT_TRUE(one.Release(*store_).ok());
  EXPECT_TRUE(two.Hold(*store_).value());
  EXPECT_FALSE(one.Hold(*store_).value());
}

TEST_F(AFeed, IsTakenOverWhenALeaseRunsOut) {
  const Lease gone(entropy_.NewUuid(), absl::Milliseconds(50));
  ASSERT_TRUE(gone.Hold(*store_).value());
  const auto sequencer = NewSequencer(absl::Milliseconds(30));
  Publish(practice_, unit_, 1);
  WaitForPublished(practice_, 1);
}

TEST_F(AFeed, IsTakenOverAtOnceAfterACleanStop) {
  Publish(practice_, unit_, 1);
  {
    const auto first = NewSequencer(absl::Hours(1));
    WaitForPublished(practice_, 1);
  }
  Publish(practice_, unit_, 2);
  const auto second = NewSequencer(absl::Hours(1));
  WaitForPublished(practice_, 2);
}

TEST_F(AFeed, StandsStillWhileAnotherLeads) {
  const Lease other(entropy_.NewUuid(), absl::Hours(1));
  ASSERT_TRUE(other.Hold(*store_).value());
  Publish(practice_, unit_, 1);
  {
    const auto sequencer = NewSequencer();
    sequencer->Notify();
  }
  EXPECT_EQ(Published(practice_), 0);
}

TEST_F(AFeed, CannotBeRewrittenByTheServices) {
  const auto service = TestDatabase::Shared().Connect("adagio_homework");
  EXPECT_FALSE(service->Execute("DELETE FROM adagio_events.outbox", {}).ok());
  EXPECT_FALSE(service->Execute("UPDATE adagio_events.feed SET position = 1", {}).ok());
  EXPECT_FALSE(service->Execute("DELETE FROM adagio_events.feed", {}).ok());
  EXPECT_FALSE(store_->Execute("UPDATE adagio_events.feed SET position = 1", {}).ok());
}

TEST_F(AFeed, IsMovedSoonWhenTheSequencerIsNotifiedAndThenItTells) {
  std::atomic<int> told = 0;
  Sequencer sequencer({.endpoint = TestDatabase::Shared().EndpointFor("adagio_events"),
                       .process = entropy_.NewUuid(),
                       .idle = absl::Hours(1),
                       .pace = absl::Milliseconds(1)});
  sequencer.Tell([&] { ++told; });
  Publish(practice_, unit_, 1);
  sequencer.Notify();
  while (told == 0) std::this_thread::yield();
  EXPECT_EQ(Published(practice_), 1) << "it tells afterwards";
  sequencer.Tell(nullptr);
  Publish(practice_, unit_, 2);
  sequencer.Notify();
  WaitForPublished(practice_, 2);
  EXPECT_EQ(told, 1);
}

}  // namespace
}  // namespace adagio::events
