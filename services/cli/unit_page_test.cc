#include "services/cli/unit_page.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <sstream>

#include "absl/strings/str_split.h"

namespace adagio::cli {
namespace {

namespace v1 = homework::v1;
using testing::HasSubstr;
using testing::Not;

constexpr char kUnitText[] = R"(
  assignments {
    assignment {
      terms { activity: "hand_holding" participants: "u/partners/p" participants: "u/partners/d" }
      state: ASSIGNMENT_STATE_PAUSED
      occurrence_at { seconds: 1772481600 } occurrence_ends_at { seconds: 1772485200 } ends_at { seconds: 1772568000 }
    }
    causes: CAUSE_DECLINED causes: CAUSE_SET_ASIDE causes: CAUSE_AWAITS_ANSWER
  }
  assignments {
    assignment {
      terms { activity: "reconnect_window" participants: "u/partners/p" participants: "u/partners/d" }
      state: ASSIGNMENT_STATE_OFFERED
      ends_at { seconds: 1772568000 }
    }
    sides { partner: "u/partners/p" stands: true }
    sides { partner: "u/partners/d" }
  }
  agreements { participants: "u/partners/p" participants: "u/partners/d" version: 2 review_due: true review_at { seconds: 1772568000 } }
  ladders {
    participants: "u/partners/p" participants: "u/partners/d" baseline: 1
    steps { number: 1 label: "1" activity: "hand_holding" discomfort { partner: "u/partners/p" foreseen: 5 felt: 0 } discomfort { partner: "u/partners/d" foreseen: 30 } }
    steps { number: 2 label: "2" activity: "sitting_close" completed: true }
  }
  suggestions { kind: SUGGESTION_KIND_NEXT_STEP activity: "back_rub_clothed" evidence: "a" jump: true felt { partner: "u/partners/d" felt: 20 } }
  suggestions { kind: SUGGESTION_KIND_SELF_REGULATION activity: "grounding" partner: "u/partners/d" }
)";

std::string Printed(const std::string& text) {
  v1::GetUnitHomeworkResponse unit;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &unit));
  std::ostringstream out;
  PrintUnit(unit, {{"u/partners/p", "Pat"}, {"u/partners/d", "Dana"}}, "Pat and Dana",
            absl::FromUnixSeconds(1772481600), absl::UTCTimeZone(), out);
  return out.str();
}

TEST(UnitPage, SaysWhatStandsHowAndWhyAndWhatCouldComeNext) {
  const std::string page = Printed(kUnitText);
  EXPECT_THAT(page, HasSubstr("Pat and Dana, Mon 02 Mar 2026 20:00\n"));
  EXPECT_THAT(page, HasSubstr("  Pat, Dana: version 2, review Tue 03 Mar 20:00, due\n"));
  EXPECT_THAT(page, HasSubstr("    because: declined\n    because: a day set aside\n"));
  EXPECT_THAT(page, Not(HasSubstr("because: awaits"))) << "that stops nothing";
  EXPECT_THAT(page, HasSubstr("    awaits an answer of: Dana\n"));
  EXPECT_THAT(page, HasSubstr("  1    hand_holding               baseline  Pat foresaw 5, felt 0; Dana foresaw 30\n"));
  EXPECT_THAT(page, HasSubstr("the step before was completed once; Dana felt 20; a jump, which wants a reason\n"));
  EXPECT_THAT(page, HasSubstr("  grounding first, for Dana: stress stopped a step\n"));
  EXPECT_THAT(page, Not(HasSubstr("missed")));
}

TEST(UnitPage, FitsOnAScreen) {
  for (const absl::string_view line : absl::StrSplit(Printed(kUnitText), '\n')) EXPECT_LE(line.size(), 100u) << line;
}

TEST(UnitPage, OfANewUnitSaysThatThereIsNothingYet) { EXPECT_THAT(Printed(""), HasSubstr("Nothing yet.\n")); }

}  // namespace
}  // namespace adagio::cli
