#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <vector>

#include "absl/strings/str_format.h"
#include "tests/faults/site.h"
#include "tests/faults/workload.h"
#include "tests/support/verified.h"

// What was acknowledged survives kill -9 of the server and of its database, once.

namespace adagio::test {
namespace {

class Kills : public Site {
 protected:
  // Runs a workload with `blow` in the middle of it, as often as asked, and compares each time.
  template <typename Blow>
  void Endure(const std::string& what, Blow blow) {
    const int blows = Long() ? 20 : 3;
    for (int i = 0; i < blows; ++i) {
      Workload workload(practice_.AddCouple(NewLine()), [this] { return address(); });
      workload.Start();
      ASSERT_TRUE(workload.AwaitMore(20 + 7 * (i % 5)));
      const absl::Duration began = Elapsed();
      blow();
      ASSERT_TRUE(workload.AwaitMore(1));
      waits_.push_back(Elapsed() - began);
      ASSERT_TRUE(workload.AwaitMore(20));
      workload.Finish();
      EXPECT_THAT(workload.Findings(NewLine()), testing::IsEmpty());
      acknowledged_ += workload.acknowledged();
      retried_ += workload.retried();
    }
    EXPECT_GT(retried_, 0);
    Tell(what);
  }

  // The trail is whole. Records whose commit was cut short may still be uncovered; the next start covers them.
  void VerifyTrail(int most_uncovered) {
    EXPECT_EQ(server_.Stop(), 0);
    const absl::StatusOr<audit::Verified> verified = VerifyFolder(folder_.path());
    ASSERT_TRUE(verified.ok()) << verified.status();
    EXPECT_GT(verified->records, acknowledged_);
    EXPECT_LE(verified->unprotected, most_uncovered);
    std::cout << audit::ToString(*verified) << "\n";
    server_.Start();
    EXPECT_EQ(server_.Stop(), 0);
    const absl::StatusOr<audit::Verified> later = VerifyFolder(folder_.path());
    ASSERT_TRUE(later.ok()) << later.status();
    EXPECT_EQ(later->unprotected, 0);
    EXPECT_EQ(later->records, verified->records);
  }

 private:
  void Tell(const std::string& what) {
    std::sort(waits_.begin(), waits_.end());
    std::cout << absl::StrFormat("%d times %s: acknowledged again after %.2f s (median), %.2f s (longest); ",
                                 waits_.size(), what, absl::ToDoubleSeconds(waits_[waits_.size() / 2]),
                                 absl::ToDoubleSeconds(waits_.back()))
              << absl::StrFormat("%d calls acknowledged, %d of them after a retry\n", acknowledged_, retried_);
  }

  std::vector<absl::Duration> waits_;
  int acknowledged_ = 0;
  int retried_ = 0;
};

TEST_F(Kills, NothingAcknowledgedIsLostOrDoubledWhenTheServerIsKilled) {
  Endure("the server was killed", [this] {
    server_.Kill();
    server_.Start();
  });
  VerifyTrail(0);
}

TEST_F(Kills, NothingAcknowledgedIsLostOrDoubledWhenTheDatabaseIsKilled) {
  int blows = 0;
  Endure("the database was killed", [&] {
    ++blows;
    Target(server_.database_pid()).Kill();
  });
  // Six callers may each have had one commit under way.
  VerifyTrail(6 * blows);
}

TEST_F(Kills, AServerThatIsKilledTakesItsDatabaseWithIt) {
  const Target database(server_.database_pid());
  Target(server_.pid()).Signal(9);
  EXPECT_TRUE(database.EndsWithin(absl::Seconds(10)));
}

}  // namespace
}  // namespace adagio::test
