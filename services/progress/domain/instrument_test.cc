#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "services/platform/foundation/status.h"
#include "services/progress/domain/instruments.h"

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
          .safety_triggers = {{.key = "item_1", .item = 1, .at_least = 1, .source = "policy"}},
          .figures = {{FigureKind::kReliability, 0.9, "a paper", FigureStatus::kVerified}},
          .rhythm = Rhythm{.every = absl::Hours(24), .source = "policy"}};
}

// The field that a definition with `flaw` is refused for; empty where it is not.
std::string RefusedFor(const std::function<void(Instrument&)>& flaw, Origin origin = Origin::kPack) {
  Instrument instrument = Sound();
  flaw(instrument);
  return FieldOf(CheckInstrument(instrument, origin));
}

TEST(ADefinition, PassesWhereItIsSound) {
  EXPECT_TRUE(CheckInstrument(Sound(), Origin::kPack).ok()) << CheckInstrument(Sound(), Origin::kPack);
}

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
            "safety_triggers.key");
  EXPECT_EQ(RefusedFor([](Instrument& i) {
              i.safety_triggers.push_back(i.safety_triggers[0]);
              i.safety_triggers[1].key = "again";
            }),
            "safety_triggers.item");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.safety_triggers[0].key = ""; }), "safety_triggers.key");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.safety_triggers[0].at_least = 0; }), "safety_triggers.at_least");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.safety_triggers[0].at_least = 4; }), "safety_triggers.at_least");
  EXPECT_EQ(RefusedFor([](Instrument& i) {
              i.safety_triggers[0].at_least = 1.2;
              i.safety_triggers[0].at_most = 1.8;
            }),
            "safety_triggers.at_least")
      << "between two answers";
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.safety_triggers[0].at_most = 0; }), "safety_triggers.at_least");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.safety_triggers[0].source = ""; }), "safety_triggers.source");
  EXPECT_EQ(
      RefusedFor([](Instrument& i) { i.safety_triggers.push_back({.key = "total", .at_least = 4, .source = "s"}); }),
      "");
  EXPECT_EQ(
      RefusedFor([](Instrument& i) { i.safety_triggers.push_back({.key = "total", .at_least = 7, .source = "s"}); }),
      "safety_triggers.at_least");
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

TEST(ADefinition, NamesNoViolenceScreen) {
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.key = "hits"; }), "name");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.name = "E-HITS, extended"; }), "name");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.name = "What whits and harks"; }), "") << "whole words";
}

TEST(ADefinition, OfAPracticeIsMarkedAsItsOwn) {
  const auto own = [](Instrument& i) {
    i.key = "own_mood";
    i.figures[0].status = FigureStatus::kSuppliedByPractice;
    i.safety_triggers[0].status = FigureStatus::kSuppliedByPractice;
  };
  EXPECT_EQ(RefusedFor(own, Origin::kPractice), "");
  EXPECT_EQ(RefusedFor(own), "key") << "no pack takes such a key";
  EXPECT_EQ(RefusedFor([](Instrument&) {}, Origin::kPractice), "key");
  EXPECT_EQ(RefusedFor([](Instrument& i) { i.key = "own_mood"; }, Origin::kPractice), "safety_triggers.status");
  EXPECT_EQ(RefusedFor(
                [](Instrument& i) {
                  i.key = "own_mood";
                  i.safety_triggers.clear();
                },
                Origin::kPractice),
            "figures.status");
}

TEST(ADefinition, HasBandsInOrderWithinItsTotals) {
  const auto refused = [](std::vector<std::pair<double, double>> bands) {
    return RefusedFor([&](Instrument& i) {
      for (const auto& [least, greatest] : bands) {
        i.bands.push_back({"a word", least, greatest, "a paper", FigureStatus::kVerified});
      }
    });
  };
  EXPECT_EQ(refused({{0.6, 2}, {3, 6}}), "");
  EXPECT_EQ(refused({{0.5, 2}}), "bands.least");
  EXPECT_EQ(refused({{1, 2}, {2, 3}}), "bands.least") << "2 would be called by two words";
  EXPECT_EQ(refused({{1, 6.1}}), "bands.greatest");
  EXPECT_EQ(refused({{2, 1}}), "bands.greatest");
  EXPECT_EQ(refused({{std::nan(""), 2}}), "bands.least");
}

TEST(ADefinition, HasCodesWithTheirCheckDigit) {
  const auto refused = [](LoincPart part, int item, const std::string& code) {
    return RefusedFor([&](Instrument& i) { i.loinc = {{part, item, code, "a repository", FigureStatus::kSecondary}}; });
  };
  for (const char* code : {"44249-1", "44261-6", "69737-5", "70274-6", "72109-2", "75626-2", "93373-9"}) {
    EXPECT_EQ(refused(LoincPart::kPanel, 0, code), "") << code;
  }
  for (const char* code : {"44249-2", "44294-1", "44249", "-1", "4424x-1", "44249-11", ""}) {
    EXPECT_EQ(refused(LoincPart::kPanel, 0, code), "loinc.code") << code;
  }
  EXPECT_EQ(refused(LoincPart::kPanel, 1, "44249-1"), "loinc.item");
  EXPECT_EQ(refused(LoincPart::kItem, 0, "44249-1"), "loinc.item");
  EXPECT_EQ(refused(LoincPart::kItem, 3, "44249-1"), "loinc.item");
}

TEST(TheInstruments, AreEachThereOnce) {
  EXPECT_EQ(FieldOf(Instruments::Make({Sound(), Sound()}).status()), "version");
  Instrument other = Sound();
  other.key = "a";
  const Instruments two = *Instruments::Make({Sound(), other});
  EXPECT_EQ(two.all()[0].key, "a");
  EXPECT_EQ(two.Find("mood_2")->key, "mood_2");
  EXPECT_EQ(two.Find("mood"), nullptr);
}

TEST(TheInstruments, KeepEarlierVersions) {
  Instrument later = Sound();
  later.version = 3;
  later.items[1].reversed = false;
  const Instruments both = *Instruments::Make({later, Sound()});
  EXPECT_EQ(both.all().size(), 1u);
  EXPECT_EQ(both.Find("mood_2")->version, 3);
  EXPECT_TRUE(both.Find("mood_2", 1)->items[1].reversed);
  EXPECT_EQ(both.Find("mood_2", 2), nullptr);
}

}  // namespace
}  // namespace adagio::progress
