#include "services/progress/domain/score.h"

#include <gtest/gtest.h>

#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

Instrument ThreeItems() {
  return {.items = {{.number = 1, .least = 0, .greatest = 3},
                    {.number = 2, .least = 1, .greatest = 5, .reversed = true},
                    {.number = 3, .least = 0, .greatest = 4, .weight = 0.5}}};
}

TEST(AScore, IsTheSumOfWeightedItemsWithReversedOnesTurned) {
  EXPECT_EQ(ScoreOf(ThreeItems(), {{1, 2}, {2, 5}, {3, 4}})->total, 2 + 1 + 2);
  EXPECT_EQ(ScoreOf(ThreeItems(), {{1, 0}, {2, 1}, {3, 1}})->total, 0 + 5 + 0.5);
  EXPECT_FALSE(ScoreOf(ThreeItems(), {{1, 0}, {2, 1}, {3, 1}})->prorated);
}

TEST(AScore, IsStrictUnlessTheDefinitionSaysOtherwise) {
  for (const ItemAnswers& answers :
       {ItemAnswers{}, ItemAnswers{{1, 2}, {2, 5}}, ItemAnswers{{2, 5}, {3, 4}}, ItemAnswers{{1, 2}, {3, 4}}}) {
    EXPECT_EQ(ReasonOf(ScoreOf(ThreeItems(), answers).status()), Reason::kAnswersMissing);
  }
}

TEST(AScore, IsProratedByTheShareThatTheOthersReached) {
  Instrument lenient = ThreeItems();
  lenient.most_missing = 1;
  // 1 is full, 2 (reversed) is empty: 3 of 7 points, so 3/7 of item 3's two.
  const absl::StatusOr<Score> score = ScoreOf(lenient, {{1, 3}, {2, 5}});
  ASSERT_TRUE(score.ok()) << score.status();
  EXPECT_TRUE(score->prorated);
  EXPECT_NEAR(score->total, 3 + 1 + 2.0 * 3 / 7, 1e-12);
  EXPECT_EQ(ReasonOf(ScoreOf(lenient, {{1, 3}}).status()), Reason::kAnswersMissing);
}

// Where items are alike, the share is the usual sum / answered · items.
TEST(AScore, IsProratedAsUsualWhereItemsAreAlike) {
  Instrument alike{.items = {{1, 0, 3}, {2, 0, 3}, {3, 0, 3}}, .most_missing = 1};
  EXPECT_NEAR(ScoreOf(alike, {{1, 1}, {3, 3}})->total, 4.0 / 2 * 3, 1e-12);
}

TEST(AScore, NeverMakesUpForASafetyItem) {
  Instrument lenient = ThreeItems();
  lenient.most_missing = 2;
  lenient.safety_triggers = {{.item = 3, .at_least = 1}};
  EXPECT_EQ(ReasonOf(ScoreOf(lenient, {{1, 3}, {2, 5}}).status()), Reason::kAnswersMissing);
  EXPECT_TRUE(ScoreOf(lenient, {{3, 0}}).ok());
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
