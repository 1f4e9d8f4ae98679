#include "services/intake/domain/reframing.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace adagio::intake {
namespace {

// M3: a prompt speaks of the situation. These words put it on somebody.
TEST(ReframingPrompts, BlameNobody) {
  for (const ReframingPrompt& prompt : ReframingPrompts()) {
    const std::string text = absl::AsciiStrToLower(prompt.text);
    for (const char* word : {"fault", "blame", "your partner", "should have", "fail", "always", "never", "why did"}) {
      EXPECT_FALSE(absl::StrContains(text, word)) << prompt.key << ": " << word;
    }
  }
}

TEST(ReframingPrompts, AreCalledApart) {
  std::set<std::string> keys;
  for (const ReframingPrompt& prompt : ReframingPrompts()) EXPECT_TRUE(keys.insert(std::string(prompt.key)).second);
  EXPECT_GE(keys.size(), 5u);
}

}  // namespace
}  // namespace adagio::intake
