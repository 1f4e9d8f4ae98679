#include "services/progress/domain/instrument.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

Instrument Sound() {
  return {.key = "mood_2",
          .version = 1,
          .name = "Mood",
          .construct = "mood",
          .licence_class = "free_text_ok",
          .direction = Direction::kLowerIsBetter,
          .items = {{.number = 1, .least = 0, .greatest = 3},
                    {.number = 2, .least = 1, .greatest = 5, .reversed = true, .weight = 0.6}},
          .least_total = 0.6,
          .greatest_total = 6,
          .most_missing = 1,
          .safety_triggers = {{.item = 1, .at_least = 1, .source = "policy"}},
          .figures = {{FigureKind::kReliability, 0.9, "a paper", FigureStatus::kVerified}},
          .rhythm = Rhythm{.every = absl::Hours(24), .source = "policy"}};
}

// The field that a definition with `flaw` is refused for; empty where it is not.
std::string RefusedFor(const std::function<void(Instrument&)>& flaw) {
  Instrument instrument = Sound();
  flaw(instrument);
  return FieldOf(CheckInstrument(instrument));
}

TEST(ADefinition, PassesWhereItIsSound) { EXPECT_TRUE(CheckInstrument(Sound()).ok()) << CheckInstrument(Sound()); }

TEST(ADefinition, HasItsWords) {
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.key = ""; }), "key");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.key = "Mood"; }), "key");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.key = "2mood"; }), "key");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.version = 0; }), "version");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.name = ""; }), "name");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.construct = ""; }), "construct");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.licence_class = ""; }), "licence_class");
}

TEST(ADefinition, HasItemsThatCanBeAnswered) {
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.items.clear(); }), "items");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.items[1].number = 3; }), "items.number");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.items[1].number = 1; }), "items.number");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.items[0].greatest = 0; }), "items.greatest");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.items[0].weight = 0; }), "items.weight");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.items[0].weight = std::nan(""); }), "items.weight");
}

TEST(ADefinition, DeclaresTheTotalsThatAnswersCanReach) {
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.least_total = 0; }), "least_total");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.greatest_total = 8; }), "greatest_total");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.items[1].weight = 1; }), "least_total");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.most_missing = 2; }), "most_missing");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.most_missing = -1; }), "most_missing");
}

TEST(ADefinition, TriggersOnSomeAnswersAndNotOnAll) {
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.safety_triggers[0].item = 3; }), "safety_triggers.item");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.safety_triggers.push_back(i.safety_triggers[0]); }),
            "safety_triggers.item");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.safety_triggers[0].at_least = 0; }), "safety_triggers.at_least");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.safety_triggers[0].at_least = 4; }), "safety_triggers.at_least");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.safety_triggers[0].source = ""; }), "safety_triggers.source");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.safety_triggers[0].status = FigureStatus::kUnverified; }), "")
      << "a trigger ships whatever its status";
}

TEST(ADefinition, ShipsNoFigureOfScoringThatIsUnverified) {
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.figures[0].status = FigureStatus::kUnverified; }), "figures.status");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.figures[0].status = FigureStatus::kSuppliedByPractice; }),
            "figures.status");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.figures[0].status = FigureStatus::kSecondary; }), "");
}

TEST(ADefinition, HasFiguresThatMakeSense) {
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.figures[0].value = 1; }), "figures.value");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.figures[0].value = std::nan(""); }), "figures.value");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.figures[0].source = ""; }), "figures.source");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.figures.push_back(i.figures[0]); }), "figures.kind");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.direction.reset(); }), "figures");
  for (const auto& [kind, value] : {std::pair(FigureKind::kReliableChange, 0.0), std::pair(FigureKind::kSd, 5.5),
                                    std::pair(FigureKind::kFunctionalSd, -1.0), std::pair(FigureKind::kCutoff, 6.1),
                                    std::pair(FigureKind::kFunctionalMean, 0.5)}) {
    EXPECT_EQ(RefusedFor([&](Instrument& i) {
                i.figures[0].kind = kind;
                i.figures[0].value = value;
              }),
              "figures.value");
  }
}

TEST(ADefinition, HasARhythmOfADayOrMore) {
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.rhythm->every = absl::Hours(23); }), "rhythm.every");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.rhythm->source = ""; }), "rhythm.source");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.rhythm.reset(); }), "");
}

TEST(TheInstruments, AreEachThereOnce) {
  EXPECT_EQ(FieldOf(Instruments::Make({Sound(), Sound()}).status()), "key");
  Instrument other = Sound();
  other.key = "a";
  const Instruments two = *Instruments::Make({Sound(), other});
  EXPECT_EQ(two.all()[0].key, "a");
  EXPECT_EQ(two.Find("mood_2")->key, "mood_2");
  EXPECT_EQ(two.Find("mood"), nullptr);
}

}  // namespace
}  // namespace adagio::progress
