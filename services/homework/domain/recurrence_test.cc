#include "services/homework/domain/recurrence.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

absl::TimeZone Zone(const std::string& name) {
  absl::TimeZone zone;
  EXPECT_TRUE(absl::LoadTimeZone(name, &zone));
  return zone;
}
const absl::TimeZone& Berlin() {
  static const absl::TimeZone zone = Zone("Europe/Berlin");
  return zone;
}
absl::Time At(int month, int day, int hour, int minute = 0) {
  return Berlin().At(absl::CivilSecond(2026, month, day, hour, minute, 0)).pre;
}

// "Wed 25.03 19:00" of each beginning, where the practice is.
std::vector<std::string> Beginnings(const Schedule& schedule) {
  std::vector<std::string> beginnings;
  for (const Schedule::Window& window : schedule.windows()) {
    beginnings.push_back(absl::FormatTime("%a %d.%m %H:%M", window.opens, Berlin()));
  }
  return beginnings;
}
absl::StatusOr<Schedule> Of(const std::string& rule, absl::Time starts_at, int occurrences = 0,
                            absl::Duration open_for = absl::ZeroDuration()) {
  return Expand(
      {.starts_at = starts_at, .occurrences = occurrences, .rule = rule, .open_for = open_for, .zone = Berlin()});
}
std::string FieldWrong(const std::string& rule, int occurrences = 3) {
  return FieldOf(Of(rule, At(3, 20, 19), occurrences).status());
}

TEST(ARecurrence, ComesOnTheDaysOfTheWeekThatItsRuleNames) {
  EXPECT_THAT(Beginnings(*Of("FREQ=WEEKLY;BYDAY=WE,SU", At(3, 20, 19), 4)),
              ElementsAre("Sun 22.03 19:00", "Wed 25.03 19:00", "Sun 29.03 19:00", "Wed 01.04 19:00"));
  EXPECT_THAT(Beginnings(*Of("FREQ=WEEKLY;INTERVAL=2;COUNT=3", At(3, 22, 19))),
              ElementsAre("Sun 22.03 19:00", "Sun 05.04 19:00", "Sun 19.04 19:00"));
}

TEST(ARecurrence, ComesByTheMonthAndSeveralTimesADay) {
  EXPECT_THAT(Beginnings(*Of("FREQ=MONTHLY;BYDAY=-1SU", At(3, 1, 10), 3)),
              ElementsAre("Sun 29.03 10:00", "Sun 26.04 10:00", "Sun 31.05 10:00"));
  EXPECT_THAT(Beginnings(*Of("FREQ=MONTHLY;BYMONTHDAY=31", At(3, 1, 10), 3)),
              ElementsAre("Tue 31.03 10:00", "Sun 31.05 10:00", "Fri 31.07 10:00"))
      << "a month without that day is left out";
  EXPECT_THAT(Beginnings(*Of("FREQ=DAILY;BYHOUR=20,8;BYMINUTE=30", At(3, 1, 10), 3, absl::Hours(1))),
              ElementsAre("Sun 01.03 20:30", "Mon 02.03 08:30", "Mon 02.03 20:30"));
}

TEST(ARecurrence, EndsWithItsCountWithItsUntilOrWithTheTermsWhicheverIsFirst) {
  EXPECT_EQ(Of("FREQ=DAILY;COUNT=5", At(3, 1, 10), 3)->occurrences(), 3);
  EXPECT_EQ(Of("FREQ=DAILY;COUNT=3", At(3, 1, 10), 5)->occurrences(), 3);
  EXPECT_EQ(Of("FREQ=DAILY;UNTIL=20260304", At(3, 1, 10))->occurrences(), 4) << "that day is in it";
  EXPECT_EQ(Of("FREQ=DAILY;UNTIL=20260304T090000Z", At(3, 1, 10))->occurrences(), 4) << "10:00 in Berlin";
  EXPECT_EQ(Of("FREQ=DAILY;UNTIL=20260304T085959Z", At(3, 1, 10))->occurrences(), 3);
  EXPECT_EQ(Of("FREQ=DAILY;UNTIL=20260304T100000", At(3, 1, 10))->occurrences(), 4) << "where the practice is";
  EXPECT_EQ(Of("", At(3, 1, 10), 5)->occurrences(), 5) << "without a rule every day";
}

TEST(ARecurrence, KeepsItsTimeOfDayWhenTheClocksChange) {
  EXPECT_THAT(Beginnings(*Of("FREQ=DAILY", At(3, 28, 19), 3)),
              ElementsAre("Sat 28.03 19:00", "Sun 29.03 19:00", "Mon 30.03 19:00"));
  EXPECT_THAT(Beginnings(*Of("FREQ=DAILY", At(10, 24, 19), 3)),
              ElementsAre("Sat 24.10 19:00", "Sun 25.10 19:00", "Mon 26.10 19:00"));
}

// RFC 5545, 3.3.5: by the clock before the change.
TEST(ARecurrence, InAnHourThatTheClocksLeaveOutComesByTheClockBeforeTheChange) {
  const Schedule nights = *Of("FREQ=DAILY", At(3, 28, 2, 30), 3);
  EXPECT_THAT(Beginnings(nights), ElementsAre("Sat 28.03 02:30", "Sun 29.03 03:30", "Mon 30.03 02:30"));
  EXPECT_THAT(Beginnings(*Of("FREQ=DAILY;BYHOUR=2,3", At(3, 29, 0, 30), 3, absl::Minutes(20))),
              ElementsAre("Sun 29.03 03:30", "Mon 30.03 02:30", "Mon 30.03 03:30"))
      << "what falls together comes once";
}

TEST(ARecurrence, InAnHourThatComesTwiceComesAtTheFirst) {
  const Schedule nights = *Of("FREQ=DAILY", At(10, 24, 2, 30), 3);
  EXPECT_EQ(nights.windows()[1].opens, At(10, 25, 2, 30));
  EXPECT_EQ(nights.windows()[1].opens - nights.windows()[0].opens, absl::Hours(24));
  EXPECT_EQ(nights.windows()[2].opens - nights.windows()[1].opens, absl::Hours(25));
  const absl::Time second = At(10, 25, 2, 30) + absl::Hours(1);
  EXPECT_EQ(Of("FREQ=DAILY", second, 2)->starts_at(), second) << "unless it was the second that was asked for";
}

TEST(ARecurrence, SaysHowLongEachOfItsOccurrencesIsOpen) {
  const Schedule hours = *Of("FREQ=WEEKLY;BYDAY=SU", At(3, 22, 19), 2, absl::Minutes(90));
  for (const Schedule::Window& window : hours.windows()) EXPECT_EQ(window.closes - window.opens, absl::Minutes(90));
  const Schedule days = *Of("FREQ=DAILY", At(3, 28, 19), 2);
  EXPECT_EQ(days.windows()[0].closes - days.windows()[0].opens, absl::Hours(23)) << "the night the clocks go forward";
  const Schedule twice = *Of("FREQ=DAILY;BYHOUR=8,20", At(3, 1, 8), 3);
  EXPECT_EQ(twice.windows()[0].closes, twice.windows()[1].opens) << "never into the next";
}

TEST(ARecurrence, WhoseWindowsOverlapOrAreOfNoSensibleLengthIsRefused) {
  const auto wrong = [](const std::string& rule, absl::Duration open_for) {
    return FieldOf(Of(rule, At(3, 1, 8), 4, open_for).status());
  };
  EXPECT_EQ(wrong("FREQ=DAILY;BYHOUR=8,9", absl::Hours(2)), "terms.open_for");
  EXPECT_EQ(wrong("FREQ=DAILY", absl::Hours(24)), "terms.open_for") << "a day is what it is open for without a word";
  EXPECT_EQ(wrong("FREQ=DAILY", absl::Seconds(59)), "terms.open_for");
  EXPECT_EQ(wrong("FREQ=DAILY", -absl::Hours(1)), "terms.open_for");
  EXPECT_EQ(wrong("FREQ=DAILY;BYHOUR=8,10", absl::Hours(2)), "");
}

TEST(ARecurrence, ThatNeverEndsOrNeverComesIsRefused) {
  EXPECT_EQ(FieldOf(Of("FREQ=DAILY", At(3, 1, 8)).status()), "terms.occurrences");
  EXPECT_EQ(FieldOf(Of("", At(3, 1, 8)).status()), "terms.occurrences");
  EXPECT_EQ(FieldWrong("FREQ=DAILY", 101), "terms.occurrences");
  EXPECT_EQ(FieldWrong("FREQ=DAILY", -1), "terms.occurrences");
  EXPECT_EQ(FieldWrong("FREQ=DAILY;COUNT=101", 0), "terms.recurrence");
  EXPECT_EQ(FieldWrong("FREQ=DAILY;UNTIL=20270101", 0), "terms.recurrence") << "more than 100";
  EXPECT_EQ(FieldWrong("FREQ=DAILY;UNTIL=20260101", 3), "terms.recurrence") << "over before it begins";
  EXPECT_EQ(FieldWrong("FREQ=MONTHLY;COUNT=14", 0), "terms.recurrence") << "longer than a year";
  EXPECT_EQ(FieldWrong("FREQ=WEEKLY;UNTIL=99991231", 0), "terms.recurrence");
  EXPECT_EQ(FieldWrong("FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31", 1), "") << "31 March";
  EXPECT_EQ(FieldOf(Of("FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=30", At(2, 1, 8), 1).status()), "terms.recurrence")
      << "30 February";
}

TEST(ARecurrence, IsReadPartByPartBeforeAnythingElseReadsIt) {
  for (const std::string wrong : {"daily",
                                  "FREQ",
                                  "FREQ=",
                                  "FREQ=HOURLY",
                                  "FREQ=SECONDLY",
                                  "FREQ=YEARLY",
                                  "COUNT=3",
                                  "FREQ=DAILY;FREQ=DAILY",
                                  "FREQ=DAILY;COUNT=0",
                                  "FREQ=DAILY;COUNT=-1",
                                  "FREQ=DAILY;COUNT=3;UNTIL=20260401",
                                  "FREQ=DAILY;INTERVAL=0",
                                  "FREQ=DAILY;INTERVAL=99999999999",
                                  "FREQ=DAILY;BYSECOND=1",
                                  "FREQ=DAILY;RSCALE=GREGORIAN",
                                  "FREQ=DAILY;X-A=1",
                                  "FREQ=WEEKLY;BYDAY=2SU",
                                  "FREQ=WEEKLY;BYDAY=XX",
                                  "FREQ=WEEKLY;BYDAY=SU,",
                                  "FREQ=WEEKLY;BYMONTHDAY=3",
                                  "FREQ=MONTHLY;BYDAY=6SU",
                                  "FREQ=MONTHLY;BYMONTHDAY=32",
                                  "FREQ=MONTHLY;BYMONTHDAY=0",
                                  "FREQ=DAILY;BYHOUR=24",
                                  "FREQ=DAILY;BYHOUR=1,2,3,4,5",
                                  "FREQ=DAILY;BYMINUTE=-1",
                                  "FREQ=MONTHLY;BYSETPOS=1",
                                  "FREQ=DAILY;BYSETPOS=1",
                                  "FREQ=DAILY;UNTIL=2026",
                                  "FREQ=DAILY;UNTIL=20260230",
                                  "FREQ=DAILY;UNTIL=20260401T250000Z",
                                  "FREQ=DAILY;;",
                                  "RRULE:FREQ=DAILY",
                                  "FREQ=DAILY\n",
                                  "FREQ=DAILY;UNTIL=20260401Z",
                                  ";",
                                  "=",
                                  "FREQ=DAILY;=1",
                                  "FREQ=DAILY;A==1"}) {
    EXPECT_EQ(FieldWrong(wrong), "terms.recurrence") << wrong;
  }
  EXPECT_EQ(FieldWrong(absl::StrCat("FREQ=DAILY;BYHOUR=", std::string(200, '1'))), "terms.recurrence");
  EXPECT_EQ(FieldWrong(std::string("FREQ=DAILY\0;", 12)), "terms.recurrence");
}

TEST(ARecurrence, GivesTheSameForTheSameAndNoValueOfItsRuleInAnError) {
  EXPECT_EQ(*Of("FREQ=WEEKLY;BYDAY=SU,WE", At(3, 20, 19), 20), *Of("FREQ=WEEKLY;BYDAY=SU,WE", At(3, 20, 19), 20));
  EXPECT_THAT(std::string(Of("FREQ=SECRET", At(3, 1, 8), 3).status().message()), Not(HasSubstr("SECRET")));
}

// Rules put together at random of parts that are right and parts that are not, as somebody hostile would.
TEST(ARecurrence, OfWhateverPartsIsRefusedOrKeepsWhatItPromises) {
  const std::vector<std::string> parts = {"FREQ=DAILY",
                                          "FREQ=WEEKLY",
                                          "FREQ=MONTHLY",
                                          "INTERVAL=2",
                                          "INTERVAL=52",
                                          "BYDAY=MO,SU",
                                          "BYDAY=-1FR",
                                          "BYDAY=5SU",
                                          "BYMONTHDAY=31",
                                          "BYMONTHDAY=-1,30",
                                          "BYHOUR=2,3",
                                          "BYHOUR=23,0",
                                          "BYMINUTE=0,30",
                                          "BYMINUTE=59",
                                          "BYSETPOS=-1",
                                          "BYSETPOS=31",
                                          "COUNT=1",
                                          "COUNT=100",
                                          "UNTIL=20261231",
                                          "UNTIL=20260330T010000Z",
                                          "WKST=SU",
                                          "FREQ=YEARLY",
                                          "BYWEEKNO=53",
                                          "BYYEARDAY=366",
                                          "INTERVAL=-1",
                                          "BYHOUR=25",
                                          "",
                                          "A=B"};
  uint32_t drawn = 1;
  const auto below = [&](size_t count) { return (drawn = drawn * 1'664'525 + 1'013'904'223) / 65'536 % count; };
  int kept = 0;
  for (int i = 0; i < 1000; ++i) {
    std::string rule = parts[below(3)];
    for (size_t more = below(5); more > 0; --more) absl::StrAppend(&rule, ";", parts[below(parts.size())]);
    const absl::Time starts_at = At(3, 1, 0) + absl::Minutes(static_cast<int64_t>(below(60 * 24 * 60)));
    const auto schedule = Of(rule, starts_at, static_cast<int>(below(9)));
    if (!schedule.ok()) {
      EXPECT_EQ(FieldOf(schedule.status()).substr(0, 6), "terms.") << rule;
      continue;
    }
    ++kept;
    EXPECT_GE(schedule->starts_at(), starts_at) << rule;
    EXPECT_LE(schedule->occurrences(), kMostOccurrences) << rule;
    EXPECT_LE(schedule->ends_at(), starts_at + kFarthestOccurrence + absl::Hours(25)) << rule;
    for (size_t w = 1; w < schedule->windows().size(); ++w) {
      EXPECT_LE(schedule->windows()[w - 1].closes, schedule->windows()[w].opens) << rule;
    }
  }
  EXPECT_GT(kept, 100) << "or it shows nothing";
}

TEST(StartsOf, StaysWithinWhatItWasAsked) {
  const auto starts = StartsOf("FREQ=DAILY", Berlin(), At(3, 1, 8), At(3, 4, 8));
  EXPECT_THAT(*starts, ElementsAre(At(3, 1, 8), At(3, 2, 8), At(3, 3, 8)));
  EXPECT_THAT(*StartsOf("FREQ=DAILY", Berlin(), At(3, 1, 8), At(12, 1, 8)), SizeIs(kMostOccurrences + 1)) << "bounded";
  const absl::Time odd = At(3, 1, 8) + absl::Milliseconds(250);
  EXPECT_EQ(StartsOf("FREQ=DAILY", Berlin(), odd, At(3, 4, 8))->front(), odd);
}

}  // namespace
}  // namespace adagio::homework
