#include "services/platform/rpc/lane.h"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>

namespace adagio::rpc {
namespace {

TEST(Lane, RunsEverythingItAcceptedBeforeItCloses) {
  std::atomic<int> ran = 0;
  {
    Lane lane(3, 1000);
    for (int i = 0; i < 1000; ++i) ASSERT_TRUE(lane.Offer([&] { ++ran; }));
    lane.Close();
    EXPECT_FALSE(lane.Offer([&] { ++ran; }));
  }
  EXPECT_EQ(ran, 1000);
}

TEST(Lane, LetsNoMoreWaitThanItsCapacity) {
  Lane lane(1, 2);
  std::latch started(1), release(1);
  ASSERT_TRUE(lane.Offer([&] {
    started.count_down();
    release.wait();
  }));
  started.wait();
  EXPECT_TRUE(lane.Offer([] {}));
  EXPECT_TRUE(lane.Offer([] {}));
  EXPECT_FALSE(lane.Offer([] {}));
  EXPECT_FALSE(lane.WaitUntilIdle(absl::Milliseconds(1)));
  release.count_down();
  EXPECT_TRUE(lane.WaitUntilIdle(absl::InfiniteDuration()));
}

}  // namespace
}  // namespace adagio::rpc
