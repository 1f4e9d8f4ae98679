#include "services/intake/domain/violence_screen.h"

#include <gtest/gtest.h>

#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

// Calls `check` with every way to answer `items` items with `lowest`..`highest` or not at all.
template <typename Check>
int ForEveryScreen(Instrument instrument, int items, int lowest, int highest, Check check) {
  std::vector<int> choice(items, lowest - 1);  // lowest - 1: no answer
  int seen = 0;
  while (true) {
    std::vector<ScreenAnswer> answers;
    for (int i = 0; i < items; ++i) {
      if (choice[i] >= lowest) answers.push_back({i + 1, choice[i]});
    }
    const absl::StatusOr<Screen> screen = MakeScreen(instrument, answers);
    EXPECT_TRUE(screen.ok());
    check(choice, ResultOf(*screen));
    ++seen;
    int digit = 0;
    while (digit < items && ++choice[digit] > highest) choice[digit++] = lowest - 1;
    if (digit == items) return seen;
  }
}

// The published rules, said a second time without the table: the five E-HITS items are scored 1 to 5.
ScreenResult ExpectedEhits(const std::vector<int>& choice) {
  int total = 0;
  for (const int value : choice) {
    if (value == 0) return ScreenResult::kIncomplete;
    total += value;
  }
  if (choice[4] > 1) return ScreenResult::kPositiveSexual;
  return total >= 7 ? ScreenResult::kPositive : ScreenResult::kNegative;
}

ScreenResult ExpectedHark(const std::vector<int>& choice) {
  bool any = false;
  for (const int value : choice) {
    if (value < 0) return ScreenResult::kIncomplete;
    any = any || value == 1;
  }
  if (choice[2] == 1) return ScreenResult::kPositiveSexual;
  return any ? ScreenResult::kPositive : ScreenResult::kNegative;
}

TEST(ResultOf, ReadsEveryWayToAnswerExtendedHits) {
  const int seen = ForEveryScreen(Instrument::kEhits, 5, 1, 5, [](const std::vector<int>& choice, ScreenResult result) {
    EXPECT_EQ(result, ExpectedEhits(choice)) << testing::PrintToString(choice);
  });
  EXPECT_EQ(seen, 7776);
}

TEST(ResultOf, ReadsEveryWayToAnswerHark) {
  const int seen = ForEveryScreen(Instrument::kHark, 4, 0, 1, [](const std::vector<int>& choice, ScreenResult result) {
    EXPECT_EQ(result, ExpectedHark(choice)) << testing::PrintToString(choice);
  });
  EXPECT_EQ(seen, 81);
}

TEST(ResultOf, NeverTakesAnIncompleteScreenForANegativeOne) {
  EXPECT_EQ(ResultOf(*MakeScreen(Instrument::kHark, {})), ScreenResult::kIncomplete);
  EXPECT_EQ(ResultOf(*MakeScreen(Instrument::kEhits, {})), ScreenResult::kIncomplete);
}

TEST(RulesOf, SayWhereEveryFigureIsFrom) {
  for (const Instrument instrument : {Instrument::kEhits, Instrument::kHark}) {
    for (const Threshold& threshold : {RulesOf(instrument).total, RulesOf(instrument).sexual}) {
      EXPECT_FALSE(threshold.source.empty());
      EXPECT_FALSE(threshold.status.empty());
    }
  }
}

TEST(MakeScreen, RefusesWhatTheInstrumentDoesNotHave) {
  const auto refused = [](Instrument instrument, std::vector<ScreenAnswer> answers) {
    return FieldOf(MakeScreen(instrument, answers).status()) == "items";
  };
  EXPECT_TRUE(refused(Instrument::kEhits, {{0, 1}}));
  EXPECT_TRUE(refused(Instrument::kEhits, {{6, 1}}));
  EXPECT_TRUE(refused(Instrument::kEhits, {{1, 0}}));
  EXPECT_TRUE(refused(Instrument::kEhits, {{1, 6}}));
  EXPECT_TRUE(refused(Instrument::kEhits, {{1, 1}, {1, 1}}));
  EXPECT_TRUE(refused(Instrument::kHark, {{5, 0}}));
  EXPECT_TRUE(refused(Instrument::kHark, {{1, 2}}));
  EXPECT_TRUE(refused(Instrument::kHark, {{1, -1}}));
  EXPECT_TRUE(refused(Instrument::kHark, {{2, 0}, {2, 1}}));
}

}  // namespace
}  // namespace adagio::intake
