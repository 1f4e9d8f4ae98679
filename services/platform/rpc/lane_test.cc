#include "services/platform/rpc/lane.h"

#include <gmock/gmock.h>

#include <atomic>
#include <functional>
#include <latch>

namespace adagio::rpc {
namespace {

using Work = std::function<void()>;
void Do(const Work& work) { work(); }

TEST(Lane, RunsEverythingItAcceptedBeforeItCloses) {
  std::atomic<int> ran = 0;
  {
    Lane<Work> lane({.threads = 3, .capacity = 1000, .work = Do});
    for (int i = 0; i < 1000; ++i) ASSERT_TRUE(lane.Offer([&] { ++ran; }));
    lane.Close();
    EXPECT_FALSE(lane.Offer([&] { ++ran; }));
  }
  EXPECT_EQ(ran, 1000);
}

TEST(Lane, LetsNoMoreWaitThanItsCapacity) {
  Lane<Work> lane({.threads = 1, .capacity = 2, .work = Do});
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

TEST(Lane, PreparesTogetherWhatCameMeanwhileAndNoMoreThanAllowed) {
  std::latch started(1), release(1);
  std::vector<std::vector<int>> prepared;  // by one worker at a time
  Lane<int> lane({.threads = 4,
                  .capacity = 10,
                  .together = 3,
                  .prepare =
                      [&](absl::Span<const int> pieces) {
                        prepared.emplace_back(pieces.begin(), pieces.end());
                        if (pieces[0] != 0) return;
                        started.count_down();
                        release.wait();
                      },
                  .work = [](int) {}});
  ASSERT_TRUE(lane.Offer(0));
  started.wait();
  for (int i = 1; i <= 4; ++i) ASSERT_TRUE(lane.Offer(i));
  release.count_down();
  lane.Close();
  using testing::ElementsAre;
  EXPECT_THAT(prepared, ElementsAre(ElementsAre(0), ElementsAre(1, 2, 3), ElementsAre(4)));
}

TEST(Lane, LetsPiecesBecomeMoreThanTheLastOnesWere) {
  std::latch first(1), second(1), go_on(1), release(1), worked(6);
  std::vector<std::vector<int>> prepared;  // by one worker at a time
  Lane<int> lane({.threads = 1,
                  .capacity = 10,
                  .together = 10,
                  .patience = absl::Hours(1),
                  .prepare =
                      [&](absl::Span<const int> pieces) {
                        prepared.emplace_back(pieces.begin(), pieces.end());
                        if (pieces[0] == 0) {
                          first.count_down();
                          go_on.wait();
                        } else if (pieces[0] == 1) {
                          second.count_down();
                          release.wait();
                        }
                      },
                  .work = [&](int) { worked.count_down(); }});
  ASSERT_TRUE(lane.Offer(0));
  first.wait();
  for (int i = 1; i <= 2; ++i) ASSERT_TRUE(lane.Offer(i));
  go_on.count_down();
  second.wait();
  for (int i = 3; i <= 4; ++i) ASSERT_TRUE(lane.Offer(i));
  release.count_down();
  ASSERT_TRUE(lane.Offer(5));
  worked.wait();
  using testing::ElementsAre;
  EXPECT_THAT(prepared, ElementsAre(ElementsAre(0), ElementsAre(1, 2), ElementsAre(3, 4, 5)));
}

TEST(Lane, DoesNotWaitForMoreWhenItCloses) {
  std::atomic<int> worked = 0;
  {
    Lane<int> lane({.threads = 2,
                    .capacity = 100,
                    .together = 100,
                    .patience = absl::Hours(1),
                    .prepare = [](absl::Span<const int>) {},
                    .work = [&](int) { ++worked; }});
    for (int i = 0; i < 50; ++i) ASSERT_TRUE(lane.Offer(i));
  }
  EXPECT_EQ(worked, 50);
}

TEST(Lane, WorksOnEachPieceAfterItWasPreparedWhileOthersArePrepared) {
  std::atomic<int> prepared = 0, worked = 0, early = 0;
  {
    Lane<std::atomic<bool>*> lane({.threads = 4,
                                   .capacity = 1000,
                                   .together = 7,
                                   .prepare =
                                       [&](absl::Span<std::atomic<bool>* const> pieces) {
                                         for (std::atomic<bool>* piece : pieces) *piece = true;
                                         prepared += pieces.size();
                                       },
                                   .work =
                                       [&](std::atomic<bool>* piece) {
                                         if (!*piece) ++early;
                                         ++worked;
                                         delete piece;
                                       }});
    for (int i = 0; i < 1000; ++i) ASSERT_TRUE(lane.Offer(new std::atomic<bool>(false)));
  }
  EXPECT_EQ(prepared, 1000);
  EXPECT_EQ(worked, 1000);
  EXPECT_EQ(early, 0);
}

}  // namespace
}  // namespace adagio::rpc
