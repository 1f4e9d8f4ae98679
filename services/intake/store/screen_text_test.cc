#include "services/intake/store/screen_text.h"

#include <gtest/gtest.h>

#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

TEST(ScreenText, GivesBackWhatWasWritten) {
  for (const Instrument instrument : {Instrument::kEhits, Instrument::kHark}) {
    for (const std::vector<ScreenAnswer>& answers :
         {std::vector<ScreenAnswer>{}, {{1, 1}}, {{4, 1}, {2, 1}}, {{1, 1}, {2, 1}, {3, 1}, {4, 1}}}) {
      const Screen screen = *MakeScreen(instrument, answers);
      const absl::StatusOr<Screen> read = ScreenFromText(ToText(screen));
      ASSERT_TRUE(read.ok()) << read.status();
      EXPECT_EQ(read->instrument, screen.instrument);
      EXPECT_EQ(read->answers, screen.answers);
    }
  }
}

TEST(ScreenText, ReadsNothingElse) {
  for (const char* text :
       {"", "hits 1=1", "ehits 1", "ehits 1=", "ehits 6=1", "ehits 1=9", "hark 1=1 1=0", "hark  1=1", "hark 1=1=1"}) {
    EXPECT_EQ(ReasonOf(ScreenFromText(text).status()), Reason::kBug) << text;
  }
}

}  // namespace
}  // namespace adagio::intake
