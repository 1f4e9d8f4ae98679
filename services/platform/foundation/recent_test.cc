#include "services/platform/foundation/recent.h"

#include <gtest/gtest.h>

namespace adagio {
namespace {

TEST(Recent, GivesWhatWasKeptLast) {
  Recent<int, int> recent(4);
  EXPECT_EQ(recent.Find(1), std::nullopt);
  recent.Keep(1, 10);
  recent.Keep(1, 11);
  EXPECT_EQ(recent.Find(1), 11);
  EXPECT_EQ(recent.Find(2), std::nullopt);
}

TEST(Recent, ForgetsKeysThatAreNotUsedAndKeepsThoseThatAre) {
  Recent<int, int> recent(4);
  recent.Keep(1, 10);
  recent.Keep(2, 20);
  for (int key = 100; key < 120; ++key) {
    EXPECT_EQ(recent.Find(1), 10);
    recent.Keep(key, 0);
  }
  EXPECT_EQ(recent.Find(2), std::nullopt);
}

TEST(Recent, DoesNotBringAnOlderValueBack) {
  Recent<int, int> recent(4);
  recent.Keep(1, 10);
  recent.Keep(2, 20);
  recent.Keep(3, 30);  // 1 and 2 are the older half now
  recent.Keep(1, 11);
  EXPECT_EQ(recent.Find(1), 11);
}

}  // namespace
}  // namespace adagio
