#include "services/platform/storage/private_database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/platform/storage/child.h"
#include "services/platform/storage/credentials.h"
#include "services/platform/storage/server_program.h"
#include "services/platform/storage/test_database.h"

namespace adagio::storage {
namespace {

using ::testing::HasSubstr;

std::unique_ptr<PrivateDatabase> Started(const std::filesystem::path& folder, std::vector<std::string> users = {}) {
  absl::StatusOr<std::unique_ptr<PrivateDatabase>> started =
      PrivateDatabase::Start({folder, std::move(users), TestDatabase::Settings()});
  EXPECT_TRUE(started.ok()) << started.status();
  return *std::move(started);
}

std::unique_ptr<Connection> Root(const PrivateDatabase& database) {
  return *Connection::Open(*database.EndpointFor("root"));
}

// Waits until the database in `folder` answers; a test's time limit ends the wait.
std::unique_ptr<Connection> RootWhenItAnswers(const std::filesystem::path& folder) {
  while (true) {
    const absl::StatusOr<Endpoint> endpoint = Join(folder, "root");
    if (!endpoint.ok()) continue;
    absl::StatusOr<std::unique_ptr<Connection>> connection = Connection::Open(*endpoint);
    if (connection.ok()) return *std::move(connection);
  }
}

void MakeLedger(Connection& connection) {
  ASSERT_EQ(connection.Send("CREATE DATABASE adagio_try"), absl::OkStatus());
  ASSERT_EQ(connection.Send("CREATE TABLE adagio_try.line (id INT NOT NULL, PRIMARY KEY (id)) ENGINE = InnoDB"),
            absl::OkStatus());
}

// Writes lines until the server is gone, and kills `process` after `enough`; returns how many were acknowledged.
int WriteLines(Connection& connection, int enough, int process) {
  int acknowledged = 0;
  while (connection.Execute("INSERT INTO adagio_try.line (id) VALUES (?)", {acknowledged}).ok()) {
    if (++acknowledged == enough) kill(process, SIGKILL);
    if (acknowledged > 500 * enough) break;  // it was not killed
  }
  return acknowledged;
}

int64_t Lines(Connection& connection) {
  return connection.Query("SELECT COUNT(*) FROM adagio_try.line", {})->front().Int(0);
}

int PidInFolder(const std::filesystem::path& folder) {
  int pid = 0;
  std::ifstream(folder / "mariadbd.pid") >> pid;
  return pid;
}

int Mode(const std::filesystem::path& path) {
  struct stat found {};
  EXPECT_EQ(stat(path.c_str(), &found), 0);
  return static_cast<int>(found.st_mode & 0777);
}

class PrivateDatabaseTest : public testing::Test {
 protected:
  TestFolder folder_;
};

TEST_F(PrivateDatabaseTest, KeepsWhatWasWrittenWhenItIsStartedAgain) {
  {
    const std::unique_ptr<PrivateDatabase> database = Started(folder_.path());
    MakeLedger(*Root(*database));
    ASSERT_TRUE(Root(*database)->Execute("INSERT INTO adagio_try.line (id) VALUES (?)", {1}).ok());
  }
  EXPECT_EQ(Lines(*Root(*Started(folder_.path()))), 1);
}

TEST_F(PrivateDatabaseTest, StopsItsServerWithTheObject) {
  const int pid = Started(folder_.path())->pid();
  EXPECT_EQ(kill(pid, 0), -1);
  EXPECT_EQ(Join(folder_.path(), "root").status().code(), absl::StatusCode::kUnavailable);
}

TEST_F(PrivateDatabaseTest, IsStartedAgainAfterAKillAndLosesNothingAcknowledged) {
  const std::unique_ptr<PrivateDatabase> database = Started(folder_.path());
  const std::unique_ptr<Connection> connection = Root(*database);
  MakeLedger(*connection);
  const int before = database->pid();
  const int acknowledged = WriteLines(*connection, 200, before);
  const std::unique_ptr<Connection> again = RootWhenItAnswers(folder_.path());
  EXPECT_GE(acknowledged, 200);
  EXPECT_GE(Lines(*again), acknowledged);
  while (database->pid() == 0) {
  }
  EXPECT_NE(database->pid(), before);
}

TEST_F(PrivateDatabaseTest, IsStartedAgainAsOftenAsItIsKilled) {
  const std::unique_ptr<PrivateDatabase> database = Started(folder_.path());
  for (int i = 0; i < 3; ++i) {
    const int before = database->pid();
    ASSERT_EQ(kill(before, SIGKILL), 0);
    while (database->pid() == before || database->pid() == 0) {
    }
    EXPECT_TRUE(Root(*database)->Query("SELECT 1", {}).ok());
  }
}

TEST_F(PrivateDatabaseTest, RefusesASecondHolderOfItsFolderAndNamesTheFirst) {
  const std::unique_ptr<PrivateDatabase> database = Started(folder_.path());
  const absl::Status refused = PrivateDatabase::Start({folder_.path(), {}, {}}).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(refused.message()), HasSubstr(absl::StrCat("in use by process ", getpid())));
  EXPECT_TRUE(Root(*database)->Query("SELECT 1", {}).ok());
}

// Run by the next test in a process of its own, which is killed.
TEST(DISABLED_Holder, HoldsAFolderUntilItIsKilled) {
  const std::unique_ptr<PrivateDatabase> database = Started(getenv("ADAGIO_TEST_FOLDER"));
  pause();
}

TEST_F(PrivateDatabaseTest, DiesWithItsProcessAndIsStartedByTheNextOne) {
  setenv("ADAGIO_TEST_FOLDER", folder_.path().c_str(), 1);
  absl::StatusOr<std::unique_ptr<Child>> holder =
      Child::Launch({"/proc/self/exe", "--gtest_also_run_disabled_tests", "--gtest_filter=DISABLED_Holder.*"},
                    "/dev/null", "/dev/null");
  ASSERT_TRUE(holder.ok()) << holder.status();
  const std::unique_ptr<Connection> connection = RootWhenItAnswers(folder_.path());
  MakeLedger(*connection);
  const int orphan = OpenEnding(PidInFolder(folder_.path()));
  const int acknowledged = WriteLines(*connection, 200, (*holder)->pid());
  EXPECT_TRUE(EndedWithin(orphan, absl::Seconds(30)));
  close(orphan);
  const std::unique_ptr<PrivateDatabase> database = Started(folder_.path());
  EXPECT_GE(Lines(*Root(*database)), acknowledged);
}

TEST_F(PrivateDatabaseTest, EndsAServerThatWasLeftBehind) {
  Started(folder_.path()).reset();
  const Layout layout(folder_.path());
  std::vector<std::string> arguments = ServingArguments(*FindServerProgram(), layout, TestDatabase::Settings());
  std::vector<char*> words;
  for (std::string& argument : arguments) words.push_back(argument.data());
  words.push_back(nullptr);
  pid_t left_behind = 0;
  ASSERT_EQ(posix_spawn(&left_behind, words[0], nullptr, nullptr, words.data(), environ), 0);
  RootWhenItAnswers(folder_.path());

  const std::unique_ptr<PrivateDatabase> database = Started(folder_.path());
  int status = 0;
  EXPECT_EQ(waitpid(left_behind, &status, WNOHANG), left_behind);
  EXPECT_TRUE(Root(*database)->Query("SELECT 1", {}).ok());
}

TEST_F(PrivateDatabaseTest, SaysThatAFolderIsTooDeepForASocket) {
  const absl::Status refused = PrivateDatabase::Start({folder_.path() / std::string(100, 'x'), {}, {}}).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(refused.message()), HasSubstr("the system allows 107"));
}

TEST_F(PrivateDatabaseTest, SaysWhereToLookWhenItDoesNotStart) {
  const absl::Status refused = PrivateDatabase::Start({folder_.path(), {}, {"no-such-setting=1"}}).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(refused.message()), HasSubstr("mariadbd.log"));
}

TEST_F(PrivateDatabaseTest, TakesUpASetupThatWasCutShort) {
  std::filesystem::create_directories(folder_.path() / "data.new" / "mysql");
  EXPECT_TRUE(Root(*Started(folder_.path()))->Query("SELECT 1", {}).ok());
}

TEST_F(PrivateDatabaseTest, KeepsItsSecretsToItsOwner) {
  const std::unique_ptr<PrivateDatabase> database = Started(folder_.path(), {"adagio_intake"});
  EXPECT_EQ(Mode(folder_.path()), 0700);
  EXPECT_EQ(Mode(folder_.path() / "credentials"), 0600);
  EXPECT_EQ(Mode(folder_.path() / "accounts.sql"), 0600);
}

TEST_F(PrivateDatabaseTest, LetsNobodyInWithoutAPassword) {
  const std::unique_ptr<PrivateDatabase> database = Started(folder_.path(), {"adagio_intake"});
  for (const char* user : {"root", "adagio_intake", "mariadb.sys", ""}) {
    EXPECT_FALSE(Connection::Open({(folder_.path() / "db.sock").string(), user, ""}).ok()) << user;
  }
}

TEST_F(PrivateDatabaseTest, KeepsThePasswordsOfOldUsersAndMakesNewOnes) {
  const std::string before = Started(folder_.path(), {"adagio_intake"})->EndpointFor("adagio_intake")->password;
  const std::unique_ptr<PrivateDatabase> database = Started(folder_.path(), {"adagio_intake", "adagio_homework"});
  EXPECT_EQ(database->EndpointFor("adagio_intake")->password, before);
  EXPECT_NE(database->EndpointFor("adagio_homework")->password, before);
  EXPECT_TRUE(Connection::Open(*database->EndpointFor("adagio_homework")).ok());
  EXPECT_EQ(database->EndpointFor("adagio_notes").status().code(), absl::StatusCode::kNotFound);
}

TEST_F(PrivateDatabaseTest, TakesNoNameThatCouldBeSql) {
  EXPECT_EQ(PrivateDatabase::Start({folder_.path(), {"a'b"}, {}}).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST_F(PrivateDatabaseTest, IsJoinedByAnotherProcessOfItsOwner) {
  EXPECT_EQ(Join(folder_.path(), "root").status().code(), absl::StatusCode::kUnavailable);
  const std::unique_ptr<PrivateDatabase> database = Started(folder_.path(), {"adagio_intake"});
  const absl::StatusOr<Endpoint> joined = Join(folder_.path(), "adagio_intake");
  ASSERT_TRUE(joined.ok()) << joined.status();
  EXPECT_TRUE(Connection::Open(*joined).ok());
  EXPECT_EQ(Join(folder_.path(), "nobody").status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace adagio::storage
