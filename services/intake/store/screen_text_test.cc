#include "services/intake/store/screen_text.h"

#include <gtest/gtest.h>

#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

TEST(ScreenText, GivesBackWhatWasWritten) {
  for (const Instrument instrument : {Instrument::kEhits, Instrument::kHark}) {
    for (const std::vector<ScreenAnswer>& answers :
         {std::vector<ScreenAnswer>{}, {{1, 1}}, {{4, 1}, {2, 1}}, {{1, 1}, {2, 1}, {3, 1}, {4, 1}}}) {
      const Screen screen = *MakeScreen(instrument, answers, {.total = 6, .sexual = 2});
      const absl::StatusOr<Screen> read = ScreenFromText(ToText(screen));
      ASSERT_TRUE(read.ok()) << read.status();
      EXPECT_EQ(read->instrument, screen.instrument);
      EXPECT_EQ(read->answers, screen.answers);
      EXPECT_EQ(read->thresholds, screen.thresholds);
    }
  }
}

TEST(ScreenText, FromBeforePracticesSetThresholdsIsReadAsShipped) {
  EXPECT_EQ(ScreenFromText("ehits 1=1")->thresholds, ShippedThresholds(Instrument::kEhits));
}

TEST(ScreenText, ReadsNothingElse) {
  for (const char* text : {"", "hits 1=1", "ehits 1", "ehits 1=", "ehits 6=1", "ehits 1=9", "hark 1=1 1=0", "hark  1=1",
                           "hark 1=1=1", "hark by=1 1=1", "hark by=1/x", "hark 1=1 by=1/1"}) {
    EXPECT_EQ(ReasonOf(ScreenFromText(text).status()), Reason::kBug) << text;
  }
}

}  // namespace
}  // namespace adagio::intake
