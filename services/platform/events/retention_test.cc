#include "services/platform/events/retention.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "services/platform/events/feed.h"
#include "services/platform/events/outbox.h"
#include "services/platform/events/schema/migrations.h"
#include "services/platform/events/sequencer.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/foundation/entropy.h"
#include "services/platform/storage/test_database.h"

namespace adagio::events {
namespace {

using storage::TestDatabase;

// A practice's feed with one event an hour.
class AnOldFeed : public testing::Test {
 protected:
  void SetUp() override {
    TestDatabase::Shared().Migrate({Migrations()});
    root_ = TestDatabase::Shared().Connect("root");
    store_ = TestDatabase::Shared().Connect("adagio_events");
  }
  void Fill(int hours) {
    for (int i = 1; i <= hours; ++i) {
      ASSERT_TRUE(root_
                      ->Execute("INSERT INTO adagio_events.feed (practice_id, position, event_id, unit_id, type,"
                                " resource_id, revision, at) VALUES (?, ?, ?, ?, 't', ?, 1, ?)",
                                {practice_, i, entropy_.NewUuid(), UnitId(), entropy_.NewUuid(), At(i)})
                      .ok());
    }
    ASSERT_TRUE(
        root_->Execute("INSERT INTO adagio_events.feed_end (practice_id, position) VALUES (?, ?)", {practice_, hours})
            .ok());
  }
  static absl::Time At(int hour) { return absl::FromUnixSeconds(1'800'000'000) + hour * absl::Hours(1); }
  int64_t Kept() {
    return root_->Query("SELECT COUNT(*) FROM adagio_events.feed WHERE practice_id = ?", {practice_})
        .value()
        .at(0)
        .Int(0);
  }
  bool IsOutdated(absl::Time before) {
    const std::vector<PracticeId> practices = OutdatedPractices(*store_, before).value();
    return std::find(practices.begin(), practices.end(), practice_) != practices.end();
  }

  SystemEntropy entropy_;
  const PracticeId practice_{entropy_.NewUuid()};
  std::unique_ptr<storage::Connection> root_;
  std::unique_ptr<storage::Connection> store_;
};

TEST_F(AnOldFeed, ForgetsWhatIsOlderAndKeepsHowFar) {
  Fill(10);
  EXPECT_TRUE(IsOutdated(At(4)));
  EXPECT_EQ(Forget(*store_, practice_, At(4)).value(), 3);
  EXPECT_FALSE(IsOutdated(At(4)));
  EXPECT_EQ(Forget(*store_, practice_, At(4)).value(), 0);
  EXPECT_EQ(Kept(), 7);
  const Extent extent = ExtentOf(*store_, practice_).value();
  EXPECT_EQ(extent.forgotten, 3);
  EXPECT_EQ(extent.last, 10);
  EXPECT_EQ(Forget(*store_, practice_, At(100)).value(), 7);
  EXPECT_EQ(ExtentOf(*store_, practice_)->forgotten, 10);
  EXPECT_EQ(ExtentOf(*store_, practice_)->last, 10) << "positions are given once";
}

TEST_F(AnOldFeed, ForgetsNoMoreThanABatchAtATime) {
  Fill(static_cast<int>(kForgetAtMost) + 5);
  EXPECT_EQ(Forget(*store_, practice_, absl::FromUnixSeconds(4'000'000'000)).value(), kForgetAtMost);
  EXPECT_EQ(Kept(), 5);
}

TEST_F(AnOldFeed, IsForgottenByTheSequencerInItsTime) {
  Fill(30);
  StoryClock clock(At(20) + kEventsKept);
  Sequencer sequencer({.endpoint = TestDatabase::Shared().EndpointFor("adagio_events"),
                       .process = entropy_.NewUuid(),
                       .idle = absl::Milliseconds(1),
                       .clock = &clock,
                       .forget_every = absl::Milliseconds(1)});
  while (Kept() > 11) std::this_thread::yield();
  EXPECT_EQ(Kept(), 11);
  clock.Advance(absl::Hours(2));
  while (Kept() > 9) std::this_thread::yield();
  EXPECT_EQ(ExtentOf(*store_, practice_)->forgotten, 21);
}

TEST_F(AnOldFeed, OfAPracticeWithoutEventsIsEmpty) {
  EXPECT_EQ(ExtentOf(*store_, practice_)->last, 0);
  EXPECT_TRUE(ExtentsOf(*store_, {}).value().empty());
}

}  // namespace
}  // namespace adagio::events
