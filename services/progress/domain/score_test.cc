#include "services/progress/domain/score.h"

#include <gtest/gtest.h>

#include <utility>

#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

Instrument ThreeItems() {
  return {.items = {{.number = 1, .least = 0, .greatest = 3},
                    {.number = 2, .least = 1, .greatest = 5, .reversed = true},
                    {.number = 3, .least = 0, .greatest = 4, .weight = 0.5}}};
}

TEST(AScore, IsTheSumOfWeightedItemsWithReversedOnesTurned) {
  EXPECT_EQ(ScoreOf(ThreeItems(), {{1, 2}, {2, 5}, {3, 4}}).total, 2 + 1 + 2);
  EXPECT_EQ(ScoreOf(ThreeItems(), {{1, 0}, {2, 1}, {3, 1}}).total, 0 + 5 + 0.5);
  EXPECT_FALSE(ScoreOf(ThreeItems(), {{1, 0}, {2, 1}, {3, 1}}).prorated);
}

TEST(AScore, IsStrictUnlessTheDefinitionSaysOtherwise) {
  for (const ItemAnswers& answers :
       {ItemAnswers{}, ItemAnswers{{1, 2}, {2, 5}}, ItemAnswers{{2, 5}, {3, 4}}, ItemAnswers{{1, 2}, {3, 4}}}) {
    EXPECT_EQ(ReasonOf(CheckComplete(ThreeItems(), answers)), Reason::kAnswersMissing);
    EXPECT_FALSE(ScoreOf(ThreeItems(), answers).total.has_value());
    EXPECT_EQ(ScoreOf(ThreeItems(), answers).why_no_total, NotInterpretable::kItemsMissing);
  }
}

TEST(AScore, IsProratedByTheShareThatTheOthersReached) {
  Instrument lenient = ThreeItems();
  lenient.most_missing = 1;
  // 1 is full, 2 (reversed) is empty: 3 of 7 points, so 3/7 of item 3's two.
  const Score score = ScoreOf(lenient, {{1, 3}, {2, 5}});
  EXPECT_TRUE(CheckComplete(lenient, {{1, 3}, {2, 5}}).ok());
  EXPECT_TRUE(score.prorated);
  EXPECT_NEAR(*score.total, 3 + 1 + 2.0 * 3 / 7, 1e-12);
  EXPECT_EQ(ReasonOf(CheckComplete(lenient, {{1, 3}})), Reason::kAnswersMissing);
}

// Where items are alike, the share is the usual sum / answered · items.
TEST(AScore, IsProratedAsUsualWhereItemsAreAlike) {
  Instrument alike{.items = {{1, 0, 3}, {2, 0, 3}, {3, 0, 3}}, .most_missing = 1};
  EXPECT_NEAR(*ScoreOf(alike, {{1, 1}, {3, 3}}).total, 4.0 / 2 * 3, 1e-12);
}

TEST(AScore, NeverMakesUpForASafetyItem) {
  Instrument lenient = ThreeItems();
  lenient.most_missing = 2;
  lenient.safety_triggers = {{.key = "item_3", .item = 3, .at_least = 1}};
  EXPECT_EQ(ReasonOf(CheckComplete(lenient, {{1, 3}, {2, 5}})), Reason::kAnswersMissing);
  EXPECT_EQ(ScoreOf(lenient, {{1, 3}, {2, 5}}).why_no_total, NotInterpretable::kItemsMissing);
  EXPECT_TRUE(CheckComplete(lenient, {{3, 0}}).ok());
  EXPECT_TRUE(ScoreOf(lenient, {{3, 0}}).total.has_value());
}

// Items 1 and 2 make a subscale, 2 and 3 another; the total is of the items.
Instrument TwoSubscales() {
  Instrument instrument = ThreeItems();
  instrument.subscales = {{.key = "first", .items = {1, 2}, .factor = 0.6}, {.key = "second", .items = {2, 3}}};
  return instrument;
}

TEST(ASubscale, IsItsFactorTimesItsItemsRoundedAsTheDefinitionSays) {
  Instrument instrument = TwoSubscales();
  const Score score = ScoreOf(instrument, {{1, 2}, {2, 5}, {3, 4}});
  ASSERT_EQ(score.subscales.size(), 2u);
  EXPECT_EQ(score.subscales[0].subscale, "first");
  EXPECT_NEAR(*score.subscales[0].score.points, 0.6 * 3, 1e-12);
  EXPECT_EQ(score.subscales[1].score.points, 3);
  instrument.decimals = 1;
  EXPECT_EQ(ScoreOf(instrument, {{1, 2}, {2, 5}, {3, 4}}).subscales[0].score.points, 1.8);
}

TEST(ASubscale, IsAloneInLackingWhatItsItemsLack) {
  Instrument instrument = TwoSubscales();
  const Score score = ScoreOf(instrument, {{1, 2}, {2, 5}});
  EXPECT_TRUE(score.subscales[0].score.points.has_value());
  EXPECT_EQ(score.subscales[1].score.why_none, NotInterpretable::kItemsMissing);
  EXPECT_EQ(score.why_no_total, NotInterpretable::kItemsMissing);
  instrument.most_missing = 1;
  EXPECT_TRUE(ScoreOf(instrument, {{1, 2}, {2, 5}}).total.has_value());
  EXPECT_EQ(ReasonOf(CheckComplete(instrument, {{1, 2}, {2, 5}})), Reason::kAnswersMissing) << "for the subscale";
  instrument.subscales[1].most_missing = 1;
  EXPECT_TRUE(CheckComplete(instrument, {{1, 2}, {2, 5}}).ok());
  EXPECT_TRUE(ScoreOf(instrument, {{1, 2}, {2, 5}}).subscales[1].score.prorated);
}

TEST(ATotalOfSubscales, NeedsEachOfThem) {
  Instrument instrument{
      .items = {{1, 1, 5}, {2, 0, 5}, {3, 0, 5}},
      .total_rule = TotalRule::kSubscales,
      .subscales = {{.key = "a", .items = {1}, .factor = 0.6}, {.key = "b", .items = {2, 3}, .factor = 0.3}},
      .decimals = 1};
  EXPECT_EQ(ScoreOf(instrument, {{1, 3}, {2, 1}, {3, 2}}).total, 2.7);
  const Score missing = ScoreOf(instrument, {{1, 3}, {2, 1}});
  EXPECT_EQ(missing.subscales[0].score.points, 1.8);
  EXPECT_EQ(missing.why_no_total, NotInterpretable::kItemsMissing);
}

TEST(NoOccasion, LeavesOnlyWhatCannotBeAnsweredSo) {
  Instrument instrument = TwoSubscales();
  instrument.subscales[0].items = {1};
  instrument.no_occasion = NoOccasion{.items = {2, 3}, .value = 1};
  EXPECT_TRUE(ScoreOf(instrument, {{1, 2}, {2, 5}, {3, 4}}).total.has_value());
  const Score score = ScoreOf(instrument, {{1, 2}, {2, 5}, {3, 1}});
  EXPECT_FALSE(score.total.has_value()) << "no number, however it could be reckoned";
  EXPECT_EQ(score.why_no_total, NotInterpretable::kNoOccasion);
  EXPECT_TRUE(score.subscales[0].score.points.has_value());
  EXPECT_FALSE(score.subscales[1].score.points.has_value());
  EXPECT_EQ(score.subscales[1].score.why_none, NotInterpretable::kNoOccasion);
}

TEST(AnItem, ThatIsNotAskedCountsItsLeast) {
  Instrument instrument{.items = {{1, 0, 4},
                                  {.number = 2, .least = 1, .greatest = 4, .asked_if = AskedIf{1, 1}},
                                  {.number = 3, .least = 0, .greatest = 1, .unscored = true}}};
  EXPECT_EQ(ScoreOf(instrument, {{1, 0}}).total, 1);
  EXPECT_TRUE(CheckComplete(instrument, {{1, 0}}).ok()) << "nor is the unscored one needed";
  EXPECT_EQ(ScoreOf(instrument, {{1, 0}, {2, 4}, {3, 1}}).total, 1) << "what was answered before counts no more";
  EXPECT_EQ(ReasonOf(CheckComplete(instrument, {{1, 2}})), Reason::kAnswersMissing);
  EXPECT_EQ(ReasonOf(CheckComplete(instrument, {{2, 2}})), Reason::kAnswersMissing);
  EXPECT_EQ(ScoreOf(instrument, {{1, 2}, {2, 3}}).total, 5);
}

TEST(AnInstrumentWithoutATotal, HasNoneAndNoReason) {
  Instrument instrument = TwoSubscales();
  instrument.total_rule = TotalRule::kNone;
  const Score score = ScoreOf(instrument, {{1, 2}, {2, 5}, {3, 4}});
  EXPECT_FALSE(score.total.has_value());
  EXPECT_FALSE(score.why_no_total.has_value());
  EXPECT_EQ(score.subscales.size(), 2u);
  EXPECT_EQ(ReasonOf(CheckComplete(instrument, {{1, 2}, {2, 5}})), Reason::kAnswersMissing);
  EXPECT_FALSE(PossibleTotals(instrument, {}).has_value());
}

TEST(PossibleTotals, AreWhatMissingAnswersLeaveOpen) {
  const auto range = [](const ItemAnswers& answers) {
    const TotalRange possible = *PossibleTotals(ThreeItems(), answers);
    return std::pair(possible.least, possible.greatest);
  };
  EXPECT_EQ(range({}), std::pair(1.0, 10.0));
  EXPECT_EQ(range({{1, 2}}), std::pair(3.0, 9.0));
  EXPECT_EQ(range({{1, 2}, {2, 5}, {3, 4}}), std::pair(5.0, 5.0));
}

TEST(AnAnswer, IsOfAnItemAndInItsRange) {
  EXPECT_TRUE(CheckAnswer(ThreeItems(), 2, 1).ok());
  EXPECT_TRUE(CheckAnswer(ThreeItems(), 2, 5).ok());
  EXPECT_EQ(FieldOf(CheckAnswer(ThreeItems(), 2, 0)), "value");
  EXPECT_EQ(FieldOf(CheckAnswer(ThreeItems(), 2, 6)), "value");
  EXPECT_EQ(FieldOf(CheckAnswer(ThreeItems(), 4, 1)), "item");
}

}  // namespace
}  // namespace adagio::progress
