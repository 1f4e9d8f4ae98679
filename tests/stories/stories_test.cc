#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "services/cli/story/story.h"

namespace adagio::story {
namespace {

absl::StatusOr<std::string> TextOf(const std::string& path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

TEST(Stories, CanAllBeRead) {
  int read = 0;
  for (const auto& entry : std::filesystem::directory_iterator(STORIES)) {
    if (entry.path().extension() != ".textproto") continue;
    const std::string path = entry.path().string();
    const absl::StatusOr<Story> story = ReadStory(TextOf(path).value(), path, TextOf);
    EXPECT_TRUE(story.ok()) << story.status().message();
    ++read;
  }
  EXPECT_GE(read, 9);
}

}  // namespace
}  // namespace adagio::story
