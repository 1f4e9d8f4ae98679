#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>

#include "tests/end_to_end/seen.h"
#include "tests/support/server_process.h"
#include "tests/support/verified.h"

// Every story holds on a server of its own, and what is said in it stands nowhere in clear.

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

// A story played once on a fresh server, which was then stopped.
class Play {
 public:
  explicit Play(const std::string& story) {
    ServerProcess server({"--data=" + data().string(), "--story-clock", "--seed=1"});
    Process play({ClientBinary(), "play", FileOf(story).string(), "--data=" + data().string(), "--seed=1",
                  "--transcripts=" + transcripts().string()});
    EXPECT_TRUE(play.EndsWithin(absl::Minutes(2)));
    EXPECT_EQ(play.exit_code(), 0) << play.err();
    EXPECT_EQ(server.Stop(), 0);
    server_said_ = server.err();
  }

  fs::path data() const { return folder_.path() / "data"; }
  fs::path transcripts() const { return folder_.path() / "transcripts"; }
  const std::string& server_said() const { return server_said_; }

 private:
  const storage::TestFolder folder_;
  std::string server_said_;
};

class Stories : public testing::TestWithParam<std::string> {};

TEST_P(Stories, HoldAndLeaveNothingInClear) {
  const Play play(GetParam());
  const absl::StatusOr<audit::Verified> verified = VerifyFolder(play.data());
  EXPECT_TRUE(verified.ok()) << verified.status();

  const std::vector<std::string> texts = TextsOfStory(FileOf(GetParam()));
  ASSERT_THAT(texts, testing::Not(testing::IsEmpty()));
  // What was said can be found where it may be, so it would be found elsewhere too.
  EXPECT_THAT(SeenIn(play.transcripts(), texts), testing::Not(testing::IsEmpty()));
  EXPECT_THAT(SeenIn(play.data(), texts), testing::IsEmpty());
  for (const std::string& text : texts) EXPECT_THAT(play.server_said(), testing::Not(testing::HasSubstr(text)));
}

INSTANTIATE_TEST_SUITE_P(All, Stories, testing::ValuesIn(AllStories()), [](const auto& story) { return story.param; });

std::map<std::string, std::string> TranscriptsOf(const Play& play) {
  std::map<std::string, std::string> transcripts;
  for (const auto& entry : fs::directory_iterator(play.transcripts())) {
    transcripts[entry.path().filename().string()] = TextOf(entry.path());
  }
  return transcripts;
}

TEST(OneSeed, GivesTheSameTranscriptsOnFreshServers) {
  const Play first("twelve_weeks");
  const Play second("twelve_weeks");
  const std::map<std::string, std::string> seen = TranscriptsOf(first);
  EXPECT_GE(seen.size(), 4u);
  EXPECT_EQ(seen, TranscriptsOf(second));
}

}  // namespace
}  // namespace adagio::test
