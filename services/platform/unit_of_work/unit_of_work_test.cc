#include "services/platform/unit_of_work/unit_of_work.h"

#include <future>
#include <optional>
#include <thread>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/status.h"
#include "services/platform/storage/faulty_connection.h"
#include "services/platform/unit_of_work/ground_for_test.h"

namespace adagio {
namespace {

using storage::OneFault;

Ground& TheGround() {
  static Ground ground;
  return ground;
}

// The work of these tests: one clearance row, whose version tells how often it had an effect.
class UnitOfWorkTest : public testing::Test {
 protected:
  absl::StatusOr<std::string> Run(const RequestKey& key, UnitOfWork::Closure closure, OneFault* fault = nullptr) {
    storage::Pool::Options options{.endpoint = ground_.database.EndpointFor("adagio_intake"), .size = 2};
    if (fault != nullptr) options.open = fault->Opener();
    storage::Pool pool(options);
    UnitOfWork units({pool, ground_.clock, ground_.entropy, *ground_.keys, *ground_.trail, [this] { ++announced_; }});
    return units.Run(scope_, key, closure);
  }

  // Writes one row and answers with the version it was written under.
  static absl::StatusOr<std::string> WriteOne(Work& work) {
    RETURN_IF_ERROR(work.tx()
                        .Execute("INSERT INTO adagio_spine.hold (practice_id, unit_id, partner_id, hold_id,"
                                 " placed_version, placed_at) VALUES (?, ?, ?, ?, ?, ?)",
                                 {work.scope().practice(), work.scope().unit(), work.NewUuid(), work.NewUuid(),
                                  work.version(), work.now()})
                        .status());
    RETURN_IF_ERROR(work.Announce("test.changed", work.scope().unit().uuid()));
    return absl::StrCat("version ", work.version());
  }

  size_t CountOf(const std::string& table) {
    return ground_.Rows(absl::StrCat("SELECT 1 FROM ", table, " WHERE practice_id = ?"), {practice_}).size();
  }
  size_t Effects() { return CountOf("adagio_spine.hold"); }
  size_t AuditRecords() { return CountOf("adagio_audit.record"); }

  // Looks until somebody is at the guard; false when nobody is for long.
  bool SomeoneWaitsForTheGuard() {
    constexpr int kLooks = 20'000;
    const std::unique_ptr<storage::Connection> root = ground_.database.Connect("root");
    for (int look = 0; look < kLooks; ++look) {
      const auto rows = root->Query(
          "SELECT 1 FROM information_schema.PROCESSLIST"
          " WHERE info LIKE 'UPDATE adagio_spine.unit_guard SET version = version + 1%'",
          {});
      if (rows.ok() && !rows->empty()) return true;
      std::this_thread::yield();
    }
    return false;
  }

  RequestKey NewKey(const std::string& body = "body") { return {ground_.entropy.NewUuid(), body}; }

  int announced_ = 0;
  Ground& ground_ = TheGround();
  const PracticeId practice_ = ground_.AddPractice();
  const UnitId unit_ = ground_.AddUnit(practice_);
  const Scope scope_ =
      ScopeForTest::Make(practice_, unit_, {Role::kTherapist, ground_.entropy.NewUuid()}, "Test/Write");
};

TEST_F(UnitOfWorkTest, WritesTheEffectItsRecordAndItsEventTogether) {
  ASSERT_TRUE(Run(NewKey(), WriteOne).ok());
  EXPECT_EQ(Effects(), 1u);
  EXPECT_EQ(AuditRecords(), 1u);
  EXPECT_EQ(CountOf("adagio_events.outbox") + CountOf("adagio_events.feed"), 1u);
}

TEST_F(UnitOfWorkTest, ARetriedRequestHasOneEffectAndItsFirstAnswerAlsoAfterTheStateMovedOn) {
  const RequestKey key = NewKey();
  const absl::StatusOr<std::string> first = Run(key, WriteOne);
  ASSERT_TRUE(Run(NewKey(), WriteOne).ok());
  const absl::StatusOr<std::string> again = Run(key, WriteOne);
  ASSERT_TRUE(first.ok() && again.ok());
  EXPECT_EQ(*again, *first);
  EXPECT_EQ(Effects(), 2u);
  EXPECT_EQ(AuditRecords(), 3u) << "the replay is recorded too";
}

TEST_F(UnitOfWorkTest, TellsOfEventsOnceTheyAreCommittedAndOfNothingElse) {
  const RequestKey key = NewKey();
  ASSERT_FALSE(Run(key, [](Work& work) -> absl::StatusOr<std::string> {
                 RETURN_IF_ERROR(WriteOne(work).status());
                 return Refuse(Reason::kNotAvailable, "not now");
               }).ok());
  EXPECT_EQ(announced_, 0) << "nothing was committed";
  ASSERT_TRUE(Run(key, WriteOne).ok());
  EXPECT_EQ(announced_, 1);
  ASSERT_TRUE(Run(key, WriteOne).ok());
  EXPECT_EQ(announced_, 1) << "a replay announces nothing";
  ASSERT_TRUE(Run(NewKey(), [](Work&) -> absl::StatusOr<std::string> { return std::string("quiet"); }).ok());
  EXPECT_EQ(announced_, 1);
}

TEST_F(UnitOfWorkTest, AnotherBodyUnderTheSameIdIsRefused) {
  RequestKey key = NewKey();
  ASSERT_TRUE(Run(key, WriteOne).ok());
  key.body = "another body";
  EXPECT_EQ(ReasonOf(Run(key, WriteOne).status()), Reason::kRequestIdReused);
  EXPECT_EQ(Effects(), 1u);
}

TEST_F(UnitOfWorkTest, ARefusalChangesNothingAndLeavesTheIdFree) {
  const RequestKey key = NewKey();
  const auto refuse = [](Work& work) -> absl::StatusOr<std::string> {
    RETURN_IF_ERROR(WriteOne(work).status());
    return Refuse(Reason::kNotAvailable, "not now");
  };
  EXPECT_EQ(ReasonOf(Run(key, refuse).status()), Reason::kNotAvailable);
  EXPECT_EQ(Effects(), 0u);
  EXPECT_EQ(AuditRecords(), 0u) << "the door records refusals";
  EXPECT_TRUE(Run(key, WriteOne).ok());
  EXPECT_EQ(Effects(), 1u);
}

TEST_F(UnitOfWorkTest, AnswersAreForgottenAfterSevenDaysAndNotBefore) {
  const auto keep = [&](absl::Duration age) {
    ground_.AsRoot("INSERT INTO adagio_spine.request VALUES (?, ?, ?, 'Test/Write', REPEAT('d', 32), 'answer', ?)",
                   {practice_, scope_.principal().id, ground_.entropy.NewUuid(), ground_.clock.Now() - age});
  };
  keep(absl::Hours(7 * 24) + absl::Seconds(1));
  keep(absl::Hours(7 * 24) - absl::Seconds(1));
  ground_.AsRoot("UPDATE adagio_spine.unit_guard SET version = 254 WHERE practice_id = ? AND unit_id = ?",
                 {practice_, unit_});
  ASSERT_TRUE(Run(NewKey(), WriteOne).ok());
  EXPECT_EQ(CountOf("adagio_spine.request"), 3u);
  ASSERT_TRUE(Run(NewKey(), WriteOne).ok());
  EXPECT_EQ(CountOf("adagio_spine.request"), 3u) << "one more, and the old one gone";
}

TEST_F(UnitOfWorkTest, AUnitThatIsNotThereIsDenied) {
  storage::Pool pool({.endpoint = ground_.database.EndpointFor("adagio_intake"), .size = 1});
  UnitOfWork units({pool, ground_.clock, ground_.entropy, *ground_.keys, *ground_.trail, [this] { ++announced_; }});
  const Scope scope =
      ScopeForTest::Make(practice_, UnitId(ground_.entropy.NewUuid()), scope_.principal(), "Test/Write");
  EXPECT_EQ(ReasonOf(units.Run(scope, NewKey(), WriteOne).status()), Reason::kAccessDenied);
}

TEST_F(UnitOfWorkTest, TimeIsReadAfterTheGuardWasWaitedFor) {
  const std::unique_ptr<storage::Connection> other = ground_.database.Connect("root");
  ASSERT_TRUE(other->Send("START TRANSACTION").ok());
  ASSERT_TRUE(
      other
          ->Execute("UPDATE adagio_spine.unit_guard SET version = version WHERE practice_id = ? AND unit_id = ?",
                    {practice_, unit_})
          .ok());
  const absl::Time before = ground_.clock.Now();
  std::promise<void> begun;
  std::optional<absl::Time> seen;
  std::thread waiting([&] {
    begun.set_value();
    EXPECT_TRUE(Run(NewKey(), [&](Work& work) -> absl::StatusOr<std::string> {
                  seen = work.now();
                  return std::string();
                }).ok());
  });
  begun.get_future().wait();
  EXPECT_TRUE(SomeoneWaitsForTheGuard());
  ground_.clock.Advance(absl::Minutes(1));
  ASSERT_TRUE(other->Send("COMMIT").ok());
  waiting.join();
  EXPECT_EQ(seen, before + absl::Minutes(1));
}

TEST_F(UnitOfWorkTest, TimeNeverRunsBackwardsForAUnit) {
  ground_.AsRoot("UPDATE adagio_spine.unit_guard SET last_now = '2100-01-01' WHERE practice_id = ? AND unit_id = ?",
                 {practice_, unit_});
  absl::Time seen;
  ASSERT_TRUE(Run(NewKey(), [&](Work& work) -> absl::StatusOr<std::string> {
                seen = work.now();
                return std::string();
              }).ok());
  EXPECT_EQ(seen, absl::FromCivil(absl::CivilDay(2100, 1, 1), absl::UTCTimeZone()));
}

TEST_F(UnitOfWorkTest, VersionsOfAUnitGrowWithEveryTransaction) {
  const absl::StatusOr<std::string> first = Run(NewKey(), WriteOne);
  const absl::StatusOr<std::string> second = Run(NewKey(), WriteOne);
  EXPECT_EQ(*first, "version 11");
  EXPECT_EQ(*second, "version 12");
}

// Every call to the database fails once, in every way, and each time the request has one effect, one answer and its
// record.
class FailTheNthCall : public UnitOfWorkTest, public testing::WithParamInterface<OneFault::Mode> {};

TEST_P(FailTheNthCall, LeavesOneEffectAndOneAnswer) {
  for (int nth = 1;; ++nth) {
    const RequestKey key = NewKey();
    const size_t before = Effects();
    OneFault fault(GetParam(), nth);
    const absl::StatusOr<std::string> answer = Run(key, WriteOne, &fault);
    if (!fault.happened()) {
      EXPECT_GT(nth, 8) << "a transaction has at least this many calls";
      return;
    }
    // A full disk is the caller's to retry; everything else is resolved before the answer.
    if (GetParam() == OneFault::Mode::kFull) {
      EXPECT_EQ(ReasonOf(answer.status()), Reason::kStoreUnavailable) << nth;
      EXPECT_EQ(Effects(), before) << nth;
    } else {
      EXPECT_TRUE(answer.ok()) << nth << ": " << answer.status();
    }
    const absl::StatusOr<std::string> again = Run(key, WriteOne);
    ASSERT_TRUE(again.ok());
    if (answer.ok()) {
      EXPECT_EQ(*again, *answer) << nth;
    }
    EXPECT_EQ(Effects(), before + 1) << nth;
  }
}

INSTANTIATE_TEST_SUITE_P(Modes, FailTheNthCall,
                         testing::Values(OneFault::Mode::kLostBefore, OneFault::Mode::kReplyLost,
                                         OneFault::Mode::kConflict, OneFault::Mode::kFull));

}  // namespace
}  // namespace adagio
