#include "services/progress/domain/talking_therapies.h"

#include <gtest/gtest.h>

#include <vector>

#include "services/progress/statistics/sample_for_test.h"

namespace adagio::progress {
namespace {

CareEpisode Finished(FirstAndLast phq9, FirstAndLast gad7) {
  return {.discharged = true, .attended = 2, .phq9 = phq9, .anxiety = gad7};
}

TEST(TalkingTherapies, ACaseOnEitherMeasureIsACase) {
  EXPECT_TRUE(*OutcomeOf(Finished({10, 0}, {0, 0})).case_at_first);
  EXPECT_TRUE(*OutcomeOf(Finished({0, 0}, {8, 0})).case_at_first);
  EXPECT_FALSE(*OutcomeOf(Finished({9, 0}, {7, 0})).case_at_first);
}

TEST(TalkingTherapies, RecoveryIsBelowCasenessOnBothAtLast) {
  EXPECT_TRUE(OutcomeOf(Finished({15, 9}, {5, 7})).recovered);
  EXPECT_FALSE(OutcomeOf(Finished({15, 9}, {5, 8})).recovered);
  EXPECT_FALSE(OutcomeOf(Finished({15, 10}, {5, 5})).recovered);
  EXPECT_FALSE(OutcomeOf(Finished({9, 2}, {7, 2})).recovered) << "nobody recovers who was no case";
}

TEST(TalkingTherapies, ImprovementIsReliableOnOneAndUndoneOnNeither) {
  EXPECT_TRUE(OutcomeOf(Finished({15, 9}, {5, 5})).reliably_improved);
  EXPECT_FALSE(OutcomeOf(Finished({15, 10}, {5, 2})).reliably_improved);
  EXPECT_TRUE(OutcomeOf(Finished({15, 15}, {9, 5})).reliably_improved);
  const TalkingTherapiesOutcome mixed = OutcomeOf(Finished({15, 9}, {5, 9}));
  EXPECT_FALSE(mixed.reliably_improved || mixed.reliably_deteriorated);
}

TEST(TalkingTherapies, DeteriorationIsTheMirrorOfImprovement) {
  for (double phq9 : {2., 8., 9., 13., 20.}) {
    for (double gad7 : {1., 4., 5., 9., 15.}) {
      const TalkingTherapiesOutcome there = OutcomeOf(Finished({10, phq9}, {6, gad7}));
      const TalkingTherapiesOutcome back = OutcomeOf(Finished({phq9, 10}, {gad7, 6}));
      EXPECT_EQ(there.reliably_improved, back.reliably_deteriorated);
      EXPECT_EQ(there.reliably_deteriorated, back.reliably_improved);
    }
  }
}

TEST(TalkingTherapies, ARecoveryByTwoPointsIsNoReliableOne) {
  const TalkingTherapiesOutcome outcome = OutcomeOf(Finished({11, 9}, {5, 5}));
  EXPECT_TRUE(outcome.recovered);
  EXPECT_FALSE(outcome.reliably_recovered);
  EXPECT_TRUE(OutcomeOf(Finished({15, 9}, {5, 5})).reliably_recovered);
}

TEST(TalkingTherapies, AnotherMeasureForAnxietyHasItsOwnFigures) {
  CareEpisode episode = Finished({5, 5}, {20, 12});
  episode.anxiety_measure = {19, 10};
  EXPECT_TRUE(OutcomeOf(episode).recovered);
  EXPECT_FALSE(OutcomeOf(episode).reliably_improved);
}

TEST(TalkingTherapies, OneContactOrNoDischargeIsNotFinished) {
  CareEpisode episode = Finished({15, 2}, {15, 2});
  episode.attended = 1;
  EXPECT_FALSE(OutcomeOf(episode).finished || OutcomeOf(episode).recovered);
  episode = Finished({15, 2}, {15, 2});
  episode.discharged = false;
  EXPECT_FALSE(OutcomeOf(episode).finished);
}

TEST(TalkingTherapies, DenominatorsKeepTheUnpairedAndLeaveOutWhoWasNoCase) {
  CareEpisode unfinished = Finished({15, 2}, {15, 2});
  unfinished.attended = 1;
  const std::vector<CareEpisode> episodes = {
      Finished({15, 5}, {12, 4}),          // recovers reliably
      Finished({11, 9}, {5, 5}),           // recovers
      Finished({5, 12}, {4, 9}),           // no case; deteriorates
      Finished({9, 3}, {7, 2}),            // no case; improves
      Finished({15, kNone}, {12, 4}),      // a case, unpaired
      Finished({kNone, kNone}, {3, 3}),    // nobody knows
      Finished({kNone, kNone}, {12, 12}),  // a case, unpaired
      unfinished,
  };
  const TalkingTherapiesRates rates = RatesOf(episodes);
  EXPECT_EQ(rates.paired.of, 7);
  EXPECT_EQ(rates.paired.count, 4);
  EXPECT_EQ(rates.recovered.of, 5);
  EXPECT_EQ(rates.recovered.count, 2);
  EXPECT_EQ(rates.reliably_recovered.of, 5);
  EXPECT_EQ(rates.reliably_recovered.count, 1);
  EXPECT_EQ(rates.reliably_improved.of, 7);
  EXPECT_EQ(rates.reliably_improved.count, 2);
  EXPECT_EQ(rates.reliably_deteriorated.count, 1);
}

TEST(TalkingTherapies, NobodyIsARateOfNothing) { EXPECT_EQ(RatesOf({}).recovered.of, 0); }

}  // namespace
}  // namespace adagio::progress
