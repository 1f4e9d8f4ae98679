#include "services/platform/unit_of_work/worklist.h"

#include <gtest/gtest.h>

#include "services/platform/unit_of_work/ground_for_test.h"

namespace adagio {
namespace {

Ground& TheGround() {
  static Ground ground;
  return ground;
}

class WorklistTest : public testing::Test {
 protected:
  template <typename Change>
  void Run(Change change) {
    storage::Pool pool({.endpoint = ground_.database.EndpointFor("adagio_homework"), .size = 1});
    UnitOfWork units({pool, ground_.clock, ground_.entropy, *ground_.keys, *ground_.trail});
    const auto done = units.Run(scope_, {ground_.entropy.NewUuid(), "body"}, [&](Work& work) {
      now_ = work.now();
      const absl::Status changed = change(work);
      return changed.ok() ? absl::StatusOr<std::string>("done") : changed;
    });
    ASSERT_TRUE(done.ok()) << done.status();
  }
  void Await(absl::Duration in) {
    Run([&](Work& work) { return AwaitClinician(work, Matter::kOpenRepair, about_, work.now() + in); });
  }
  storage::Rows Waiting() {
    return ground_.Rows(
        "SELECT since, due_at FROM adagio_spine.worklist"
        " WHERE practice_id = ? AND unit_id = ? AND kind = 3 AND about_id = ? AND settled_at IS NULL",
        {practice_, scope_.unit(), about_});
  }

  Ground& ground_ = TheGround();
  const PracticeId practice_ = ground_.AddPractice();
  const Scope scope_ = ScopeForTest::Make(practice_, ground_.AddUnit(practice_),
                                          {Role::kTherapist, ground_.entropy.NewUuid()}, "Test/Write");
  const Uuid about_ = ground_.entropy.NewUuid();
  absl::Time now_;
};

TEST_F(WorklistTest, WhatWaitsKeepsSinceWhenAndTakesTheNewerDueTime) {
  Await(absl::Hours(24));
  const absl::Time first = now_;
  ground_.clock.Advance(absl::Hours(1));
  Await(absl::Hours(48));
  ASSERT_EQ(Waiting().size(), 1u);
  EXPECT_EQ(Waiting()[0].AsTime(0), first);
  EXPECT_EQ(Waiting()[0].AsTime(1), now_ + absl::Hours(48));
}

TEST_F(WorklistTest, WhatWasSettledWaitsNoMoreAndCanWaitAgainFromThenOn) {
  Await(absl::Hours(24));
  Run([&](Work& work) { return Settle(work, Matter::kOpenRepair, about_); });
  EXPECT_EQ(Waiting().size(), 0u);
  ground_.clock.Advance(absl::Hours(1));
  Await(absl::Hours(24));
  ASSERT_EQ(Waiting().size(), 1u);
  EXPECT_EQ(Waiting()[0].AsTime(0), now_);
}

TEST_F(WorklistTest, SettlesOnlyTheMatterOfThatKind) {
  Await(absl::Hours(24));
  Run([&](Work& work) { return Settle(work, Matter::kHeldClearance, about_); });
  Run([&](Work& work) { return Settle(work, Matter::kOpenRepair, work.NewUuid()); });
  EXPECT_EQ(Waiting().size(), 1u);
}

}  // namespace
}  // namespace adagio
