#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "services/platform/storage/connection.h"
#include "services/platform/storage/private_database.h"
#include "tests/support/server_process.h"
#include "tests/support/verified.h"

// Starts that must not succeed: each says why in one line on stderr, returns something else than 0, and leaves nothing
// behind.

namespace adagio::test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

class Starts : public testing::Test {
 protected:
  std::string data() const { return (folder_.path() / "data").string(); }
  std::string Data() const { return "--data=" + data(); }

  // Makes a data folder that was used and stopped.
  void Make(std::vector<std::string> options = {}) {
    options.push_back(Data());
    ServerProcess server(options);
    ASSERT_EQ(server.Stop(), 0);
  }

  // The one line that a start which must fail writes for people; what is for machines begins with a brace.
  static std::string Complaint(const std::vector<std::string>& options) {
    std::vector<std::string> command = {ServerBinary()};
    command.insert(command.end(), options.begin(), options.end());
    Process process(command);
    const std::string line = process.FirstLine(absl::Seconds(60));
    if (!line.empty() || !process.EndsWithin(absl::Seconds(60))) {
      ADD_FAILURE() << "it runs: " << line;
      return "";
    }
    EXPECT_NE(process.exit_code(), 0);
    EXPECT_LT(process.exit_code(), 128) << "it died";
    EXPECT_EQ(process.out(), "");
    std::vector<std::string> lines;
    for (const auto line : absl::StrSplit(process.err(), '\n', absl::SkipEmpty())) {
      if (!absl::StartsWith(line, "{")) lines.emplace_back(line);
    }
    EXPECT_EQ(lines.size(), 1u) << process.err();
    return lines.empty() ? "" : lines.back();
  }

  // The folder works as before.
  void ExpectItStillStarts(std::vector<std::string> options = {}) {
    options.push_back(Data());
    ServerProcess server(options);
    EXPECT_EQ(server.Stop(), 0);
  }

  const storage::TestFolder folder_;
};

TEST_F(Starts, FailWhereThePortIsTaken) {
  ServerProcess other({Data()});
  const std::string second = (folder_.path() / "second").string();
  EXPECT_THAT(Complaint({"--data=" + second, "--listen=" + other.address()}),
              AllOf(StartsWith("adagiod: "), HasSubstr(other.address())));
  ServerProcess now({"--data=" + second});
  EXPECT_EQ(now.Stop(), 0);
}

TEST_F(Starts, FailOnADataFolderInUseAndDisturbNothing) {
  ServerProcess first({Data()});
  const pid_t database = first.database_pid();
  EXPECT_THAT(Complaint({Data()}), AllOf(StartsWith("adagiod: "), HasSubstr(std::to_string(first.pid()))));
  EXPECT_EQ(first.database_pid(), database);
  EXPECT_EQ(TextOf(data() + "/address"), first.address() + "\n");
}

TEST_F(Starts, FailOnADataFolderOfANewerVersion) {
  Make();
  {
    const auto database = OpenDatabase(data()).value();
    const auto admin = storage::Connection::Open(database->EndpointFor("root").value()).value();
    ASSERT_TRUE(
        admin
            ->Execute("INSERT INTO adagio_homework.migration (number, name, checksum, statements_done, finished, "
                      "started_at) SELECT 99, '0099_later.sql', checksum, 1, 1, started_at "
                      "FROM adagio_homework.migration WHERE number = 1",
                      {})
            .ok());
  }
  EXPECT_THAT(Complaint({Data()}), AllOf(StartsWith("adagiod: "), HasSubstr("newer version")));
  // Nothing runs on it any more.
  EXPECT_TRUE(OpenDatabase(data()).ok());
}

TEST_F(Starts, FailOnKeysThatAreMissingOrThatOthersCanRead) {
  Make();
  for (const char* name : {"root.key", "issuer.pem", "audit.key"}) {
    SCOPED_TRACE(name);
    const fs::path key = fs::path(data()) / "keys" / name;
    const fs::path aside = folder_.path() / "aside";
    const fs::perms before = fs::status(key).permissions();

    fs::permissions(key, fs::perms::owner_read | fs::perms::group_read);
    EXPECT_THAT(Complaint({Data()}), AllOf(StartsWith("adagiod: "), HasSubstr(name)));
    fs::permissions(key, before);

    fs::rename(key, aside);
    EXPECT_THAT(Complaint({Data()}), AllOf(StartsWith("adagiod: "), HasSubstr(name)));
    EXPECT_FALSE(fs::exists(key)) << "a new key hides that the old one is lost";

    std::ofstream(key) << "too short";
    fs::permissions(key, before);
    EXPECT_THAT(Complaint({Data()}), AllOf(StartsWith("adagiod: "), HasSubstr(name)));

    fs::remove(key);
    fs::create_directory(key);
    EXPECT_THAT(Complaint({Data()}), AllOf(StartsWith("adagiod: "), HasSubstr(name)));
    fs::remove(key);
    fs::rename(aside, key);
  }
  ExpectItStillStarts();
}

TEST_F(Starts, FailToJoinWhereNothingRuns) {
  EXPECT_THAT(Complaint({"--join=" + data()}), AllOf(StartsWith("adagiod: "), HasSubstr("no database runs")));
  EXPECT_FALSE(fs::exists(data()));
  Make();
  EXPECT_THAT(Complaint({"--join=" + data()}), AllOf(StartsWith("adagiod: "), HasSubstr("no database runs")));
}

TEST_F(Starts, FailOnOptionsThatMakeNoSense) {
  EXPECT_THAT(Complaint({Data(), "--frobnicate=1"}), AllOf(StartsWith("adagiod: "), HasSubstr("--frobnicate")));
  EXPECT_THAT(Complaint({Data(), "--frobnicate"}), HasSubstr("--frobnicate"));
  EXPECT_THAT(Complaint({}), HasSubstr("--data"));
  EXPECT_THAT(Complaint({"--data="}), HasSubstr("--data"));
  EXPECT_THAT(Complaint({Data(), "--seed=1"}), HasSubstr("--story-clock"));
  EXPECT_THAT(Complaint({Data(), "--story-clock", "--seed=x"}), HasSubstr("--seed"));
  EXPECT_THAT(Complaint({Data(), "--peers=homework"}), HasSubstr("--peers"));
  EXPECT_THAT(Complaint({Data(), "--peers=notary=127.0.0.1:1"}), HasSubstr("--peers"));
  EXPECT_THAT(Complaint({Data(), "--metrics-anywhere"}), HasSubstr("--metrics"));
  EXPECT_THAT(Complaint({Data(), "--services=directory,notary"}), HasSubstr("--services"));
  EXPECT_FALSE(fs::exists(data())) << "what was asked wrongly must change nothing";
}

TEST_F(Starts, FailOnAnAddressThatIsNotOfThisMachineOrOpenToOthers) {
  EXPECT_THAT(Complaint({Data(), "--listen=192.0.2.1:0"}), StartsWith("adagiod: "));
  EXPECT_THAT(Complaint({Data(), "--listen=0.0.0.0:0"}), StartsWith("adagiod: "));
  EXPECT_THAT(Complaint({Data(), "--listen=nonsense"}), StartsWith("adagiod: "));
}

TEST_F(Starts, FailOnAStorysFolderWithoutItsClock) {
  Make({"--story-clock", "--seed=1"});
  EXPECT_THAT(Complaint({Data()}), AllOf(StartsWith("adagiod: "), HasSubstr("--story-clock")));
  ExpectItStillStarts({"--story-clock", "--seed=1"});
}

TEST_F(Starts, FailToJoinAStoryWithoutItsClockAndAPracticeWithOne) {
  for (const bool story : {true, false}) {
    const std::string folder = (folder_.path() / (story ? "story" : "practice")).string();
    std::vector<std::string> options = {"--data=" + folder};
    if (story) options.push_back("--story-clock");
    const ServerProcess owner(options);
    options = {"--join=" + folder};
    if (!story) options.push_back("--story-clock");
    EXPECT_THAT(Complaint(options), AllOf(StartsWith("adagiod: "), HasSubstr("--story-clock")));
  }
}

TEST_F(Starts, FailWhereMetricsCannotBeShown) {
  EXPECT_THAT(Complaint({Data(), "--metrics=0.0.0.0:0"}), AllOf(StartsWith("adagiod: "), HasSubstr("metrics")));
  const ServerProcess other({"--data=" + (folder_.path() / "other").string(), "--metrics=127.0.0.1:0"});
  EXPECT_THAT(Complaint({Data(), "--metrics=" + other.metrics_address()}),
              AllOf(StartsWith("adagiod: "), HasSubstr(other.metrics_address())));
  ExpectItStillStarts();
}

TEST_F(Starts, FailOnAnotherFolderWithAStorysClock) {
  Make();
  EXPECT_THAT(Complaint({Data(), "--story-clock"}), AllOf(StartsWith("adagiod: "), HasSubstr("--story-clock")));
  ExpectItStillStarts();
}

TEST_F(Starts, FailOnAStoryFileThatCannotBeRead) {
  Make({"--story-clock"});
  for (const char* name : {"clock", "homework"}) {
    const fs::path story = fs::path(data()) / "story" / name;
    const std::string before = TextOf(story);
    for (const char* garbage :
         {"", "garbage", "1 x", "-1", "0", "99999999999999999999999", "1 2", "16 bytes, not it"}) {
      std::ofstream(story) << garbage;
      EXPECT_THAT(Complaint({Data(), "--story-clock"}), AllOf(StartsWith("adagiod: "), HasSubstr("story"))) << garbage;
      EXPECT_EQ(TextOf(story), garbage);
    }
    std::ofstream(story) << before;
  }
  ExpectItStillStarts({"--story-clock"});
}

TEST_F(Starts, FailWhereTheDataFolderIsAFile) {
  std::ofstream(data()) << "not a folder";
  EXPECT_THAT(Complaint({Data()}), AllOf(StartsWith("adagiod: "), HasSubstr(data())));
}

}  // namespace
}  // namespace adagio::test
