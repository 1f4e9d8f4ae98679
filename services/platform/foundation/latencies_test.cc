#include "services/platform/foundation/latencies.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace adagio {
namespace {

TEST(Latencies, CountWhatTookExactlyABoundUnderIt) {
  Latencies took;
  took.Add(absl::ZeroDuration());
  took.Add(absl::Microseconds(500));
  took.Add(absl::Microseconds(501));
  took.Add(absl::Seconds(10));
  took.Add(absl::Seconds(11));
  const Latencies::Seen seen = took.seen();
  EXPECT_EQ(seen.counts[0], 2u);
  EXPECT_EQ(seen.counts[1], 1u);
  EXPECT_EQ(seen.counts[13], 1u);
  EXPECT_EQ(seen.counts[14], 1u);
  EXPECT_DOUBLE_EQ(seen.seconds, 21.001001);
}

TEST(Latencies, LoseNothingThatThreadsAddAtOnce) {
  Latencies took;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 1000; ++j) took.Add(absl::Milliseconds(1));
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(took.seen().counts[1], 4000u);
  EXPECT_NEAR(took.seen().seconds, 4.0, 1e-9);
}

}  // namespace
}  // namespace adagio
