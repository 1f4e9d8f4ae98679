// What makes the scoring of a definition a sound one.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "services/platform/foundation/status.h"
#include "services/progress/domain/instruments.h"

namespace adagio::progress {
namespace {

// Two subscales that make up the total, a question before it, and answers that leave no occasion.
Instrument Sound() {
  return {.key = "closeness",
          .version = 1,
          .name = "Closeness",
          .construct = "closeness",
          .licence_class = "free_text_ok",
          .items = {{.number = 1, .least = 1, .greatest = 5},
                    {.number = 2, .least = 0, .greatest = 5},
                    {.number = 3, .least = 0, .greatest = 5, .asked_if = AskedIf{.item = 4, .at_least = 1}},
                    {.number = 4, .least = 0, .greatest = 1, .unscored = true}},
          .total_rule = TotalRule::kSubscales,
          .subscales = {{.key = "wish", .items = {1}, .factor = 0.6, .least = 0.6, .greatest = 3},
                        {.key = "touch", .items = {2, 3}, .factor = 0.3, .least = 0, .greatest = 3}},
          .least_total = 0.6,
          .greatest_total = 6,
          .decimals = 1,
          .no_occasion = NoOccasion{.items = {2, 3}, .value = 0, .source = "a paper"}};
}

std::string RefusedFor(const std::function<void(Instrument&)>& flaw) {
  Instrument instrument = Sound();
  flaw(instrument);
  return FieldOf(CheckInstrument(instrument, Origin::kPack));
}

TEST(Scoring, PassesWhereItIsSound) {
  EXPECT_EQ(RefusedFor([](Instrument&) {}), "");
}

TEST(Scoring, HasSubscalesOfItsOwnScoredItemsEachOnce) {
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.subscales[0].items = {9}; }), "subscales.items");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.subscales[0].items = {1, 1}; }), "subscales.items");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.subscales[0].items = {4}; }), "subscales.items") << "it is not scored";
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.subscales[0].items.clear(); }), "subscales.items");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.subscales[0].key = "touch"; }), "subscales.key");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.subscales[0].key = "A wish"; }), "subscales.key");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.subscales[0].factor = 0; }), "subscales.factor");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.subscales[0].factor = INFINITY; }), "subscales.factor");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.subscales[1].most_missing = 2; }), "subscales.most_missing");
}

TEST(Scoring, DeclaresWhatAnswersCanReach) {
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.subscales[0].least = 0; }), "subscales.least");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.subscales[1].greatest = 6; }), "subscales.greatest");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.least_total = 0; }), "least_total");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.greatest_total = 36; }), "greatest_total");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.subscales[0].factor = 0.5; }), "subscales.least");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.decimals = 7; }), "decimals");
}

TEST(Scoring, CountsNoItemTwiceInATotalAndNoneNotAtAll) {
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.subscales.push_back({.key = "all", .items = {2}, .greatest = 5}); }),
            "subscales.items");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.subscales.pop_back(); }), "subscales.items");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.subscales.clear(); }), "subscales");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.most_missing = 1; }), "most_missing");
  EXPECT_EQ(RefusedFor([](Instrument& i) {
              i.subscales.push_back({.key = "all", .items = {2}, .greatest = 5});
              i.total_rule = TotalRule::kNone;
              i.least_total = i.greatest_total = 0;
            }),
            "")
      << "subscales may share items where no total is made of them";
}

TEST(Scoring, WithoutATotalHasNothingThatSpeaksOfOne) {
  const auto none = [](Instrument& i) {
    i.total_rule = TotalRule::kNone;
    i.least_total = i.greatest_total = 0;
  };
  EXPECT_EQ(RefusedFor(none), "");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.total_rule = TotalRule::kNone; }), "least_total");
  EXPECT_EQ(RefusedFor([&](Instrument& i) {
              none(i);
              i.direction = Direction::kHigherIsBetter;
              i.figures = {{FigureKind::kReliability, 0.9, "a paper", FigureStatus::kVerified}};
            }),
            "figures");
  EXPECT_EQ(RefusedFor([&](Instrument& i) {
              none(i);
              i.bands = {{"low", 0, 0, "a paper", FigureStatus::kVerified}};
            }),
            "bands");
  EXPECT_EQ(RefusedFor([&](Instrument& i) {
              none(i);
              i.safety_triggers = {{.key = "total", .at_least = 1, .source = "policy"}};
            }),
            "safety_triggers.item");
}

TEST(Scoring, AsksByAnswersThatAreAlwaysAskedFor) {
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.items[2].asked_if->item = 3; }), "items.asked_if.item") << "itself";
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.items[2].asked_if->item = 9; }), "items.asked_if.item");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.items[1].asked_if = AskedIf{.item = 3, .at_least = 1}; }),
            "items.asked_if.item")
      << "no chains";
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.items[2].asked_if->at_least = 0; }), "items.asked_if.at_least");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.items[2].asked_if->at_least = 2; }), "items.asked_if.at_least");
  EXPECT_EQ(RefusedFor([](Instrument& i) {
              i.items[0].reversed = true;
              i.items[2].asked_if = AskedIf{.item = 1, .at_least = 2};
            }),
            "items.asked_if.item");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.items[3].weight = 2; }), "items.unscored");
}

TEST(Scoring, KnowsWhichAnswersLeaveNoOccasion) {
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.no_occasion->items = {1}; }), "no_occasion.value") << "1 to 5 has no 0";
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.no_occasion->items.clear(); }), "no_occasion.items");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.no_occasion->items = {2, 2}; }), "no_occasion.items");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.no_occasion->source = ""; }), "no_occasion.source");
}

}  // namespace
}  // namespace adagio::progress
