#include "services/platform/storage/pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/patience.h"
#include "services/platform/foundation/status.h"
#include "services/platform/storage/test_database.h"

namespace adagio::storage {
namespace {

int64_t ServerId(Connection& connection) { return connection.Query("SELECT CONNECTION_ID()", {})->front().Int(0); }

class PoolTest : public testing::Test {
 protected:
  void Kill(int64_t id) { ASSERT_EQ(admin_->Send(absl::StrCat("KILL ", id)), absl::OkStatus()); }

  std::unique_ptr<Connection> admin_ = TestDatabase::Shared().Connect("root");
  Pool pool_{{TestDatabase::Shared().EndpointFor("adagio_homework"), 2}};
};

TEST_F(PoolTest, LendsTheSameConnectionAgain) {
  const int64_t first = (*pool_.Acquire())->serial();
  EXPECT_EQ((*pool_.Acquire())->serial(), first);
}

TEST_F(PoolTest, LendsAConnectionToOneBorrowerAtATime) {
  const Pool::Lease first = *pool_.Acquire();
  const Pool::Lease second = *pool_.Acquire();
  EXPECT_NE(first->serial(), second->serial());
}

TEST_F(PoolTest, NeverOpensMoreThanItsSize) {
  std::atomic<int> lent = 0;
  std::atomic<int> most = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 20; ++i) {
        absl::StatusOr<Pool::Lease> lease = pool_.Acquire();
        ASSERT_TRUE(lease.ok());
        const int now = ++lent;
        for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
        }
        EXPECT_TRUE((*lease)->Query("SELECT 1", {}).ok());
        --lent;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_LE(most, 2);
}

TEST_F(PoolTest, GivesUpWhenTheWaitIsTooLong) {
  Pool pool({TestDatabase::Shared().EndpointFor("adagio_homework"), 1, absl::Milliseconds(30)});
  const Pool::Lease only = *pool.Acquire();
  const Patience patience(absl::Milliseconds(29));
  EXPECT_EQ(ReasonOf(pool.Acquire().status()), Reason::kStoreUnavailable);
  EXPECT_TRUE(patience.over());
}

TEST_F(PoolTest, WakesAWaiterWhenAConnectionComesBack) {
  std::optional<Pool::Lease> first(*pool_.Acquire());
  const Pool::Lease second = *pool_.Acquire();
  absl::Status waited = absl::UnknownError("");
  std::thread waiter([&] { waited = pool_.Acquire().status(); });
  first.reset();
  waiter.join();
  EXPECT_EQ(waited, absl::OkStatus());
}

TEST_F(PoolTest, ReplacesADeadConnectionAndTheIdleOnesWithIt) {
  std::optional<Pool::Lease> first(*pool_.Acquire());
  std::optional<Pool::Lease> second(*pool_.Acquire());
  Kill(ServerId(**first));
  Kill(ServerId(**second));
  second.reset();  // goes back without having noticed
  EXPECT_EQ(FaultOf((*first)->Query("SELECT 1", {}).status()), Fault::kLost);
  first.reset();
  const Pool::Lease next = *pool_.Acquire();
  const Pool::Lease other = *pool_.Acquire();
  EXPECT_TRUE(next->Query("SELECT 1", {}).ok());
  EXPECT_TRUE(other->Query("SELECT 1", {}).ok());
}

TEST_F(PoolTest, ForgetsAConnectionThatCouldNotBeOpened) {
  Endpoint nowhere = TestDatabase::Shared().EndpointFor("adagio_homework");
  nowhere.socket += ".none";
  Pool pool({nowhere, 1});
  // A place that stayed taken would make the second one wait for five seconds.
  for (int i = 0; i < 2; ++i) EXPECT_EQ(FaultOf(pool.Acquire().status()), Fault::kRefused);
}

}  // namespace
}  // namespace adagio::storage
