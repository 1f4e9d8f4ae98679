#include "services/homework/domain/schedule.h"

#include "gtest/gtest.h"
#include "services/homework/domain/facts_for_test.h"

namespace adagio::homework {
namespace {

absl::TimeZone Vienna() {
  absl::TimeZone zone;
  EXPECT_TRUE(absl::LoadTimeZone("Europe/Vienna", &zone));
  return zone;
}
// In 2026 the clocks of Vienna go forward on Sunday, 29 March, and back on Sunday, 25 October.
absl::Time At(int month, int day, int hour) {
  return absl::FromCivil(absl::CivilSecond(2026, month, day, hour, 0, 0), Vienna());
}
Schedule Sundays(int month, int day, absl::Duration open_for = absl::ZeroDuration()) {
  return *Expand({.starts_at = At(month, day, 10),
                  .occurrences = 4,
                  .rule = "FREQ=WEEKLY",
                  .open_for = open_for,
                  .zone = Vienna()});
}

TEST(AWindow, OpensAtTheSameTimeOfDayAcrossAChangeOfTheClocks) {
  for (const auto& [month, day] : {std::pair(3, 22), std::pair(10, 18)}) {
    const Schedule sundays = Sundays(month, day);
    EXPECT_EQ(sundays.StartOfOccurrence(At(month, day + 2, 10)), At(month, day + 7, 10));
    EXPECT_FALSE(sundays.IsOpen(At(month, day + 7, 10) - absl::Seconds(1)));
    EXPECT_TRUE(sundays.IsOpen(At(month, day + 7, 10)));
    EXPECT_FALSE(sundays.IsOpen(At(month, day + 8, 10))) << "it lasts a day";
  }
  EXPECT_NE(At(3, 29, 10), At(3, 22, 10) + absl::Hours(7 * 24)) << "the clocks did change";
}

TEST(AWindow, IsClosedBetweenItsOccurrencesAndOverWithTheLast) {
  const Schedule sundays = Sundays(3, 22);
  EXPECT_FALSE(sundays.IsOpen(At(3, 22, 9)));
  EXPECT_TRUE(sundays.IsOpen(At(3, 22, 10)));
  EXPECT_FALSE(sundays.IsOpen(At(3, 25, 10)));
  EXPECT_EQ(sundays.ends_at(), At(4, 13, 10));
  EXPECT_TRUE(sundays.IsOpen(At(4, 13, 9)));
  EXPECT_FALSE(sundays.IsOpen(At(4, 13, 10)));
}

TEST(AWindow, ShorterThanADayIsOpenForThatLong) {
  const Schedule sundays = Sundays(3, 22, absl::Hours(2));
  EXPECT_TRUE(sundays.IsOpen(At(3, 22, 12) - absl::Seconds(1)));
  EXPECT_FALSE(sundays.IsOpen(At(3, 22, 12)));
  EXPECT_TRUE(sundays.IsOpen(At(3, 29, 10)));
  EXPECT_EQ(sundays.ends_at(), At(4, 12, 12));
}

TEST(AWindow, GivesATentativeYesTheOccurrenceItFallsInOrTheNext) {
  const Schedule sundays = Sundays(3, 22);
  EXPECT_EQ(sundays.EndOfOccurrence(At(3, 20, 10)), At(3, 23, 10));
  EXPECT_EQ(sundays.EndOfOccurrence(At(3, 23, 9)), At(3, 23, 10));
  EXPECT_EQ(sundays.EndOfOccurrence(At(3, 23, 10)), At(3, 30, 10));
  EXPECT_EQ(sundays.EndOfOccurrence(At(5, 1, 10)), sundays.ends_at()) << "there is no next";
}

TEST(AWindow, OfDaysHasNoGapAlsoWhenTheClocksChange) {
  for (const absl::Time start : {At(3, 27, 20), At(10, 23, 20)}) {
    const Schedule evenings =
        *Expand({.starts_at = start, .occurrences = 6, .open_for = absl::ZeroDuration(), .zone = Vienna()});
    for (absl::Time now = start; now < evenings.ends_at(); now += absl::Minutes(30)) {
      EXPECT_TRUE(evenings.IsOpen(now));
      EXPECT_LE(evenings.StartOfOccurrence(now), now);
      EXPECT_GT(evenings.EndOfOccurrence(now), now);
    }
  }
}

TEST(AWindow, KnowsWhichOfItsOccurrencesTouchADay) {
  const Schedule sundays = Sundays(3, 22, absl::Hours(2));
  EXPECT_EQ(sundays.EndOfThoseWithin(At(3, 22, 0), At(3, 23, 0)), At(3, 22, 12));
  EXPECT_EQ(sundays.EndOfThoseWithin(At(3, 22, 11), At(3, 23, 0)), At(3, 22, 12));
  EXPECT_EQ(sundays.EndOfThoseWithin(At(3, 22, 12), At(3, 23, 0)), std::nullopt) << "over already";
  EXPECT_EQ(sundays.EndOfThoseWithin(At(3, 24, 0), At(3, 25, 0)), std::nullopt);
}

TEST(AWeeklyStep, IsActiveInItsWindowOnceBothSaidYesAndBetweenWindowsNot) {
  Proposal proposal = ProposalOf(HandHolding());
  proposal.schedule = Sundays(3, 22);
  UnitFacts facts = Couple();
  facts.agreements[0].review_at = At(6, 1, 0);
  facts = *Offer(facts, proposal, {.version = 2, .now = At(3, 20, 10)});
  facts = *RecordAnswer(facts, NumberedAssignment(1), kP, AnswerKind::kYes, {3, At(3, 20, 10)});
  facts = *RecordAnswer(facts, NumberedAssignment(1), kD, AnswerKind::kTentativeYes, {4, At(3, 20, 11)});
  EXPECT_EQ(StateOf(facts, At(3, 21, 10)), State::kOffered);
  EXPECT_EQ(StateOf(facts, At(3, 22, 10)), State::kActive);
  EXPECT_EQ(StateOf(facts, At(3, 25, 10)), State::kOffered);
  EXPECT_EQ(StateOf(facts, At(3, 29, 10)), State::kOffered) << "a tentative yes was for one of them";
  facts = *RecordAnswer(facts, NumberedAssignment(1), kD, AnswerKind::kYes, {5, At(3, 29, 11)});
  EXPECT_EQ(StateOf(facts, At(3, 29, 11)), State::kActive);
}

}  // namespace
}  // namespace adagio::homework
