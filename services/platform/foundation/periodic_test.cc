#include "services/platform/foundation/periodic.h"

#include <gtest/gtest.h>

#include <future>

namespace adagio {
namespace {

TEST(Periodic, CallsAgainAndAgainUntilItEnds) {
  std::promise<void> third;
  int calls = 0;
  {
    const Periodic periodic(absl::Milliseconds(1), [&] {
      if (++calls == 3) third.set_value();
    });
    third.get_future().wait();
  }
  const int at_the_end = calls;
  EXPECT_GE(at_the_end, 3);
}

TEST(Periodic, EndsWithoutWaitingForItsPause) {
  std::promise<void> first;
  const Periodic periodic(absl::Hours(24), [&] { first.set_value(); });
  first.get_future().wait();
}

}  // namespace
}  // namespace adagio
