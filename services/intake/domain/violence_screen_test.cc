#include "services/intake/domain/violence_screen.h"

#include <gtest/gtest.h>

#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

// Calls `check` with every way to answer `items` items with `lowest`..`highest` or not at all.
template <typename Check>
int ForEveryScreen(Instrument instrument, int items, int lowest, int highest, const Thresholds& thresholds,
                   Check check) {
  std::vector<int> choice(items, lowest - 1);  // lowest - 1: no answer
  int seen = 0;
  while (true) {
    std::vector<ScreenAnswer> answers;
    for (int i = 0; i < items; ++i) {
      if (choice[i] >= lowest) answers.push_back({i + 1, choice[i]});
    }
    const absl::StatusOr<Screen> screen = MakeScreen(instrument, answers, thresholds);
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
  const int seen = ForEveryScreen(Instrument::kEhits, 5, 1, 5, ShippedThresholds(Instrument::kEhits),
                                  [](const std::vector<int>& choice, ScreenResult result) {
                                    EXPECT_EQ(result, ExpectedEhits(choice)) << testing::PrintToString(choice);
                                  });
  EXPECT_EQ(seen, 7776);
}

TEST(ResultOf, ReadsEveryWayToAnswerHark) {
  const int seen = ForEveryScreen(Instrument::kHark, 4, 0, 1, ShippedThresholds(Instrument::kHark),
                                  [](const std::vector<int>& choice, ScreenResult result) {
                                    EXPECT_EQ(result, ExpectedHark(choice)) << testing::PrintToString(choice);
                                  });
  EXPECT_EQ(seen, 81);
}

TEST(ResultOf, NeverTakesAnIncompleteScreenForANegativeOne) {
  EXPECT_EQ(ResultOf(*MakeScreen(Instrument::kHark, {}, ShippedThresholds(Instrument::kHark))),
            ScreenResult::kIncomplete);
  EXPECT_EQ(ResultOf(*MakeScreen(Instrument::kEhits, {}, ShippedThresholds(Instrument::kEhits))),
            ScreenResult::kIncomplete);
}

TEST(RulesOf, SayWhereEveryFigureIsFrom) {
  for (const Instrument instrument : {Instrument::kEhits, Instrument::kHark}) {
    for (const Threshold& threshold : {RulesOf(instrument).total, RulesOf(instrument).sexual}) {
      EXPECT_FALSE(threshold.source.empty());
      EXPECT_FALSE(threshold.status.empty());
    }
  }
}

TEST(Thresholds, AreAsSensitiveAsShippedOrMoreAndNeverLess) {
  for (const Instrument instrument : {Instrument::kEhits, Instrument::kHark}) {
    const Thresholds shipped = ShippedThresholds(instrument);
    EXPECT_TRUE(CheckThresholds(instrument, shipped).ok());
    EXPECT_EQ(FieldOf(CheckThresholds(instrument, {shipped.total + 1, shipped.sexual})), "total_least");
    EXPECT_EQ(FieldOf(CheckThresholds(instrument, {shipped.total, shipped.sexual + 1})), "sexual_least");
  }
  EXPECT_TRUE(CheckThresholds(Instrument::kEhits, {6, 2}).ok());
  EXPECT_EQ(FieldOf(CheckThresholds(Instrument::kEhits, {5, 2})), "total_least") << "everybody would be positive";
  EXPECT_EQ(FieldOf(CheckThresholds(Instrument::kEhits, {7, 1})), "sexual_least");
  EXPECT_EQ(FieldOf(CheckThresholds(Instrument::kHark, {0, 1})), "total_least");
}

// The figures of the sources, said a second time: whoever changes one changes it here too, and says why.
TEST(Thresholds, ShipAsTheirSourcesSay) {
  EXPECT_EQ(ShippedThresholds(Instrument::kEhits), (Thresholds{.total = 7, .sexual = 2}));
  EXPECT_EQ(ShippedThresholds(Instrument::kHark), (Thresholds{.total = 1, .sexual = 1}));
}

TEST(Thresholds, ThatAreMoreSensitiveNeverReadAScreenLessGravely) {
  ForEveryScreen(Instrument::kEhits, 5, 1, 5, {.total = 6, .sexual = 2}, [](const auto& choice, ScreenResult strict) {
    EXPECT_GE(GravityOf(strict), GravityOf(ExpectedEhits(choice))) << testing::PrintToString(choice);
  });
}

TEST(Thresholds, OfNowSayWhichScreensTheyWouldReadMoreGravely) {
  const ThresholdsInForce stricter = {{Instrument::kEhits, {.total = 6, .sexual = 2}}};
  const Thresholds shipped = ShippedThresholds(Instrument::kEhits);
  const auto screen = [&](int first) {
    return *MakeScreen(Instrument::kEhits, {{1, first}, {2, 1}, {3, 1}, {4, 1}, {5, 1}}, shipped);
  };
  EXPECT_TRUE(GraverNow(screen(2), stricter));
  EXPECT_FALSE(GraverNow(screen(2), {}));
  EXPECT_FALSE(GraverNow(screen(1), stricter));
  EXPECT_FALSE(GraverNow(screen(3), stricter)) << "positive already";
}

TEST(ASitting, TakesACompleteScreenOnce) {
  EXPECT_TRUE(CheckRecord({}, Instrument::kHark).ok());
  EXPECT_TRUE(CheckRecord({Instrument::kEhits}, Instrument::kHark).ok());
  EXPECT_EQ(ReasonOf(CheckRecord({Instrument::kHark}, Instrument::kHark)), Reason::kAlreadyOver);
}

TEST(MakeScreen, RefusesWhatTheInstrumentDoesNotHave) {
  const auto refused = [](Instrument instrument, std::vector<ScreenAnswer> answers) {
    return FieldOf(MakeScreen(instrument, answers, ShippedThresholds(instrument)).status()) == "items";
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
