#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>

#include "tests/end_to_end/seen.h"
#include "tests/support/server_process.h"
#include "tests/support/verified.h"

// Every story holds, and what is said in it stands nowhere in clear.

namespace adagio::test {
namespace {

namespace fs = std::filesystem;

fs::path FileOf(const std::string& story) { return fs::path(ADAGIO_STORIES) / (story + ".textproto"); }

std::vector<std::string> AllStories() {
  std::vector<std::string> stories;
  for (const auto& entry : fs::directory_iterator(ADAGIO_STORIES)) {
    if (entry.path().extension() == ".textproto") stories.push_back(entry.path().stem().string());
  }
  std::sort(stories.begin(), stories.end());
  return stories;
}

// Stories played one after the other on one fresh server, which was then stopped.
class Plays {
 public:
  explicit Plays(const std::vector<std::string>& stories) {
    ServerProcess server({"--data=" + data().string(), "--story-clock", "--seed=1"});
    for (const std::string& story : stories) {
      Process play({ClientBinary(), "play", FileOf(story).string(), "--data=" + data().string(), "--seed=1",
                    "--transcripts=" + transcripts(story).string()});
      EXPECT_TRUE(play.EndsWithin(absl::Minutes(2)));
      EXPECT_EQ(play.exit_code(), 0) << story << ": " << play.err();
    }
    EXPECT_EQ(server.Stop(), 0);
    server_said_ = server.err();
  }

  fs::path data() const { return folder_.path() / "data"; }
  fs::path transcripts(const std::string& story) const { return folder_.path() / "transcripts" / story; }
  const std::string& server_said() const { return server_said_; }

 private:
  const storage::TestFolder folder_;
  std::string server_said_;
};

TEST(Stories, HoldAndLeaveNothingInClear) {
  const std::vector<std::string> stories = AllStories();
  const Plays plays(stories);
  const absl::StatusOr<audit::Verified> verified = VerifyFolder(plays.data());
  EXPECT_TRUE(verified.ok()) << verified.status();

  std::vector<std::string> all;
  for (const std::string& story : stories) {
    const std::vector<std::string> texts = TextsOfStory(FileOf(story));
    // What was said can be found where it may be, so it would be found elsewhere too.
    EXPECT_THAT(SeenIn(plays.transcripts(story), texts), testing::Not(testing::IsEmpty())) << story;
    all.insert(all.end(), texts.begin(), texts.end());
  }
  EXPECT_THAT(SeenIn(plays.data(), all), testing::IsEmpty());
  for (const std::string& text : all) EXPECT_THAT(plays.server_said(), testing::Not(testing::HasSubstr(text)));
}

std::map<std::string, std::string> TranscriptsOf(const Plays& plays, const std::string& story) {
  std::map<std::string, std::string> transcripts;
  for (const auto& entry : fs::directory_iterator(plays.transcripts(story))) {
    transcripts[entry.path().filename().string()] = TextOf(entry.path());
  }
  return transcripts;
}

TEST(OneSeed, GivesTheSameTranscriptsOnFreshServers) {
  const Plays first({"twelve_weeks"});
  const Plays second({"twelve_weeks"});
  const std::map<std::string, std::string> seen = TranscriptsOf(first, "twelve_weeks");
  EXPECT_GE(seen.size(), 4u);
  EXPECT_EQ(seen, TranscriptsOf(second, "twelve_weeks"));
}

}  // namespace
}  // namespace adagio::test
