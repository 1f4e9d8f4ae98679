#include "services/cli/text_art.h"

#include <gtest/gtest.h>

#include <random>

namespace adagio::cli {
namespace {

TEST(TextArt, ABarIsAsWideAsAskedForWhateverItsParts) {
  EXPECT_EQ(StackedBar({10, 5, 5}, 20, 8, Letters::kAscii), "####++..");
  EXPECT_EQ(StackedBar({5, 0, 5}, 20, 8, Letters::kAscii), "##..    ");
  EXPECT_EQ(StackedBar({}, 0, 4, Letters::kAscii), "    ");
  EXPECT_EQ(StackedBar({1, 1}, 0, 4, Letters::kAscii), "#+  ");
  EXPECT_EQ(StackedBar({10, 10}, 20, 4, Letters::kUnicode), "██▓▓");
  std::mt19937 random(3);
  for (int round = 0; round < 500; ++round) {
    std::vector<int64_t> parts;
    int64_t whole = 0;
    for (int i = 0; i < 6; ++i) whole += parts.emplace_back(random() % 40);
    EXPECT_EQ(StackedBar(parts, whole + random() % 9, 20, Letters::kAscii).size(), 20u);
  }
}

TEST(TextArt, OneHarmedOfAThousandIsSeen) {
  EXPECT_EQ(StackedBar({500, 499, 0, 0, 1}, 1000, 10, Letters::kAscii), "####+++++!");
}

TEST(TextArt, ASparklineGoesFromTheSmallestToTheGreatest) {
  EXPECT_EQ(Sparkline({0, 7, 3, 3}, Letters::kUnicode), "▁█▄▄");
  EXPECT_EQ(Sparkline({-5, 5}, Letters::kAscii), "_'");
  EXPECT_EQ(Sparkline({4, 4, 4}, Letters::kUnicode), "▅▅▅");
  EXPECT_EQ(Sparkline({4}, Letters::kUnicode), "");
}

TEST(TextArt, NamesAreCutBetweenLetters) {
  EXPECT_EQ(Fitted("Zoë and Jürgen", 3), "Zoë");
  EXPECT_EQ(Fitted("Zoë", 5), "Zoë  ");
  EXPECT_EQ(WidthOf("Zoë"), 3u);
}

}  // namespace
}  // namespace adagio::cli
