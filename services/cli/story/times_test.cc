#include "services/cli/story/times.h"

#include <gtest/gtest.h>

namespace adagio::story {
namespace {

absl::Time Utc(absl::string_view text) {
  absl::Time time;
  std::string error;
  EXPECT_TRUE(absl::ParseTime(absl::RFC3339_full, text, &time, &error)) << error;
  return time;
}

TEST(ParseLength, AddsUpItsUnits) {
  EXPECT_EQ(ParseLength("2d").value(), absl::Hours(48));
  EXPECT_EQ(ParseLength("1d2h3m4s").value(), absl::Hours(26) + absl::Minutes(3) + absl::Seconds(4));
  EXPECT_EQ(ParseLength("0s").value(), absl::ZeroDuration());
}

TEST(ParseLength, RefusesEverythingElse) {
  for (const char* text : {"", "2", "d", "2w", "3m1h", "1h1h", "-1h", " 1h", "1h ", "99999999999h"}) {
    EXPECT_FALSE(ParseLength(text).ok()) << text;
  }
}

TEST(ParseMoment, CountsFromNowOrFromMidnight) {
  const absl::Time now = Utc("2030-03-06T14:30:00Z");
  EXPECT_EQ(ParseMoment("now", now).value(), now);
  EXPECT_EQ(ParseMoment("now+2d", now).value(), Utc("2030-03-08T14:30:00Z"));
  EXPECT_EQ(ParseMoment("now-30m", now).value(), Utc("2030-03-06T14:00:00Z"));
  EXPECT_EQ(ParseMoment("today+1d20h", now).value(), Utc("2030-03-07T20:00:00Z"));
}

TEST(ParseMoment, RefusesEverythingElse) {
  for (const char* text : {"", "tomorrow", "now+", "now2d", "today*1h", "Now"}) {
    EXPECT_FALSE(ParseMoment(text, absl::UnixEpoch()).ok()) << text;
  }
}

TEST(BeginningAfter, IsTheMondayFromWhichTheClocksGoForwardOnTheDayAskedFor) {
  EXPECT_EQ(BeginningAfter(Utc("2026-01-05T08:00:00Z"), 49), Utc("2026-02-09T09:00:00Z"));
  EXPECT_EQ(BeginningAfter(Utc("2026-02-09T09:00:00Z"), 49), Utc("2027-02-08T09:00:00Z"));
  EXPECT_EQ(BeginningAfter(Utc("2026-03-23T08:59:59Z"), 7), Utc("2026-03-23T09:00:00Z"));
}

TEST(BeginningAfter, IsTheNextMondayMorningAndNeverNow) {
  EXPECT_EQ(BeginningAfter(Utc("2030-03-06T14:30:00Z")), Utc("2030-03-11T09:00:00Z"));
  EXPECT_EQ(BeginningAfter(Utc("2030-03-11T08:59:59Z")), Utc("2030-03-11T09:00:00Z"));
  EXPECT_EQ(BeginningAfter(Utc("2030-03-11T09:00:00Z")), Utc("2030-03-18T09:00:00Z"));
}

TEST(TellTime, CountsDaysFromTheBeginning) {
  const absl::Time beginning = Utc("2030-03-11T09:00:00Z");
  EXPECT_EQ(TellTime(beginning, beginning), "day 1 Mon 09:00");
  EXPECT_EQ(TellTime(Utc("2030-03-13T21:47:00Z"), beginning), "day 3 Wed 21:47");
  EXPECT_EQ(TellTime(Utc("2030-03-13T21:47:05Z"), beginning), "day 3 Wed 21:47:05");
}

TEST(TellLength, IsWhatParseLengthReads) {
  for (const char* text : {"10m", "2d", "1h30m", "6s"}) EXPECT_EQ(TellLength(ParseLength(text).value()), text);
  EXPECT_EQ(TellLength(absl::ZeroDuration()), "0");
}

}  // namespace
}  // namespace adagio::story
