#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <atomic>
#include <iostream>
#include <map>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/platform/storage/connection.h"
#include "services/platform/storage/private_database.h"
#include "tests/faults/site.h"
#include "tests/faults/workload.h"
#include "tests/support/verified.h"

// What callers see of a store in trouble: an honest UNAVAILABLE in time, and afterwards nothing of it.

namespace adagio::test {
namespace {

using homework::v1::HomeworkService;

class StoreTrouble : public Site {
 protected:
  std::string Offer() {
    return couple_.thea.Insist(NewLine(), &HomeworkService::Stub::OfferAssignment, OfferOf(couple_, "sitting_close"))
        .assignment()
        .name();
  }

  // Ends every connection of a database user, for example "adagio_audit"; with "adagio_%" all that the server has. How
  // many.
  int KillConnections(const std::string& user) {
    const absl::StatusOr<storage::Endpoint> root = storage::Join(folder_.path() / "db", "root");
    const auto admin = storage::Connection::Open(root.value()).value();
    const storage::Rows rows =
        admin->Query("SELECT id FROM information_schema.processlist WHERE user LIKE ?", {user}).value();
    // One may have ended by itself since.
    for (const storage::Row& row : rows) admin->Send(absl::StrCat("KILL ", row.Int(0))).IgnoreError();
    return static_cast<int>(rows.size());
  }

  // How often a call has to be sent until it is answered; 100 where it never is.
  template <typename Stub, typename Request, typename Response>
  int Trials(const Person& who, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
             const Request& request) {
    const Line line = NewLine();
    for (int trial = 1; trial < 100; ++trial) {
      const Reply<Response> reply = who.Call(line, method, request);
      if (reply.ok()) return trial;
      if (NameOf(reply.status) != "UNAVAILABLE/STORE_UNAVAILABLE") ADD_FAILURE() << NameOf(reply.status);
    }
    return 100;
  }

  const Couple couple_ = practice_.AddCouple(NewLine());
};

TEST_F(StoreTrouble, KillingTheIdleConnectionsOfOneUserCostsACallerAtMostOneRetry) {
  const std::string assignment = Offer();
  for (const char* user : {"adagio_directory", "adagio_homework", "adagio_audit", "adagio_events", "adagio_keyring"}) {
    KillConnections(user);
    EXPECT_LE(Trials(couple_.pat, &HomeworkService::Stub::GetAssignment, Get(assignment)), 2) << user;
    KillConnections(user);
    EXPECT_LE(Trials(couple_.pat, &HomeworkService::Stub::RecordCheckIn, CheckInTo(assignment, "warm")), 2) << user;
  }
}

// Whoever the caller is and what is read each come over a connection of another user.
TEST_F(StoreTrouble, KillingEveryIdleConnectionCostsACallerAtMostTwoRetries) {
  const std::string assignment = Offer();
  for (int round = 0; round < 3; ++round) {
    ASSERT_GT(KillConnections("adagio_%"), 0);
    EXPECT_LE(Trials(couple_.pat, &HomeworkService::Stub::GetAssignment, Get(assignment)), 3);
    ASSERT_GT(KillConnections("adagio_%"), 0);
    EXPECT_LE(Trials(couple_.pat, &HomeworkService::Stub::RecordCheckIn, CheckInTo(assignment, "warm")), 3);
  }
}

TEST_F(StoreTrouble, KillingConnectionsUnderCallsLosesAndDoublesNothing) {
  Workload workload(couple_, [this] { return address(); });
  workload.Start();
  const int rounds = Long() ? 100 : 10;
  int killed = 0;
  for (int round = 0; round < rounds; ++round) {
    killed += KillConnections("adagio_%");
    ASSERT_TRUE(workload.AwaitMore(3));
  }
  workload.Finish();
  EXPECT_THAT(workload.Findings(NewLine()), testing::IsEmpty());
  std::cout << absl::StrFormat("%d connections killed; %d calls acknowledged, %d of them after a retry\n", killed,
                               workload.acknowledged(), workload.retried());
  EXPECT_EQ(server_.Stop(), 0);
  const absl::StatusOr<audit::Verified> verified = VerifyFolder(folder_.path());
  EXPECT_TRUE(verified.ok()) << verified.status();
}

// Reads and writes of one person, one after the other, until told to stop; how they ended, and the slowest of them.
class Caller {
 public:
  Caller(const Couple& couple, const Line& line, std::string assignment, absl::Duration patience)
      : couple_(couple), line_(line), assignment_(std::move(assignment)), patience_(patience), thread_([this] {
          Run();
        }) {}
  ~Caller() { Finish(); }

  void Finish() {
    stop_ = true;
    if (thread_.joinable()) thread_.join();
  }
  // After Finish.
  const std::map<std::string, int>& endings() const { return endings_; }
  absl::Duration slowest() const { return slowest_; }

 private:
  void Run() {
    while (!stop_) {
      Note([this] {
        return couple_.pat.Call(line_, &HomeworkService::Stub::GetAssignment, Get(assignment_), patience_).status;
      });
      Note([this] {
        return couple_.dana
            .Call(line_, &HomeworkService::Stub::RecordCheckIn, CheckInTo(assignment_, "warm"), patience_)
            .status;
      });
      BackOff();
    }
  }

  template <typename Call>
  void Note(Call call) {
    const absl::Duration began = Elapsed();
    ++endings_[NameOf(call())];
    slowest_ = std::max(slowest_, Elapsed() - began);
  }

  const Couple& couple_;
  const Line& line_;
  const std::string assignment_;
  const absl::Duration patience_;
  std::map<std::string, int> endings_;
  absl::Duration slowest_ = absl::ZeroDuration();
  std::atomic<bool> stop_ = false;
  std::thread thread_;
};

TEST_F(StoreTrouble, AStoreThatCannotComeUpIsSaidWithinTheDeadlineAndForgottenAfterwards) {
  const std::string assignment = Offer();
  const Line line = NewLine();
  const absl::Duration patience = absl::Seconds(5);
  Caller caller(couple_, line, assignment, patience);
  int kills = 0;
  for (const absl::Duration until = Elapsed() + absl::Seconds(3); Elapsed() < until; BackOff()) {
    const pid_t database = server_.database_pid();
    if (database == 0) continue;
    Target(database).Kill();
    ++kills;
  }
  const absl::Duration over = Elapsed();
  couple_.pat.Insist(line, &HomeworkService::Stub::GetAssignment, Get(assignment));
  const absl::Duration again = Elapsed() - over;
  caller.Finish();
  std::cout << absl::StrFormat("%d kills; answered again after %.2f s; the slowest call took %.2f s\n", kills,
                               absl::ToDoubleSeconds(again), absl::ToDoubleSeconds(caller.slowest()));
  EXPECT_GT(kills, 1);
  EXPECT_LT(caller.slowest(), patience);
  EXPECT_GT(caller.endings().count("UNAVAILABLE/STORE_UNAVAILABLE"), 0u);
  for (const auto& [name, count] : caller.endings()) {
    EXPECT_TRUE(name == "OK" || name == "UNAVAILABLE/STORE_UNAVAILABLE") << count << " times " << name;
  }
}

TEST_F(StoreTrouble, AStoreThatStandsStillForAWhileLosesAndDoublesNothing) {
  Workload workload(couple_, [this] { return address(); });
  workload.Start();
  ASSERT_TRUE(workload.AwaitMore(10));
  const Target database(server_.database_pid());
  database.Signal(SIGSTOP);
  // Nothing can be acknowledged; what is on its way waits, for less than its deadline.
  EXPECT_FALSE(database.EndsWithin(absl::Seconds(2)));
  database.Signal(SIGCONT);
  EXPECT_TRUE(workload.AwaitMore(10));
  workload.Finish();
  EXPECT_THAT(workload.Findings(NewLine()), testing::IsEmpty());
}

TEST_F(StoreTrouble, AStoreThatStandsStillForLongIsSaidAndForgottenAfterwards) {
  if (!Long()) GTEST_SKIP() << "takes a minute; with ADAGIO_LONG=1";
  const std::string assignment = Offer();
  const auto note = CheckInTo(assignment, "warm");
  const Line line = NewLine();
  const Target database(server_.database_pid());
  database.Signal(SIGSTOP);
  const absl::Duration began = Elapsed();
  const auto read = couple_.dana.Call(line, &HomeworkService::Stub::GetAssignment, Get(assignment), absl::Minutes(3));
  const auto write = couple_.pat.Call(line, &HomeworkService::Stub::RecordCheckIn, note, absl::Minutes(3));
  const absl::Duration took = Elapsed() - began;
  database.Signal(SIGCONT);
  EXPECT_EQ(NameOf(read.status), "UNAVAILABLE/STORE_UNAVAILABLE");
  EXPECT_EQ(NameOf(write.status), "UNAVAILABLE/STORE_UNAVAILABLE");
  std::cout << absl::StrFormat("a read and a write were given up after %.1f s\n", absl::ToDoubleSeconds(took));
  EXPECT_LT(took, absl::Minutes(2));
  couple_.pat.Insist(line, &HomeworkService::Stub::RecordCheckIn, note);
}

}  // namespace
}  // namespace adagio::test
