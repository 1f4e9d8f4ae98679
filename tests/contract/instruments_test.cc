#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "services/platform/foundation/status.h"
#include "services/platform/rpc/field_rules.h"
#include "services/platform/rpc/validate.h"
#include "tests/contract/published_ranges.h"
#include "tests/contract/shipped_instruments.h"

namespace adagio::progress {
namespace {

TEST_F(ShippedInstruments, ObeyTheRulesOfTheirContract) {
  rpc::FieldRules rules;
  std::vector<std::string> problems;
  const rpc::MessageRules* of_pack = rules.Read(v1::ListInstrumentsResponse::descriptor(), problems);
  ASSERT_THAT(problems, ::testing::IsEmpty());
  for (const auto& [name, pack] : packs_) {
    for (const rpc::Violation& violation : rpc::Validate(pack, *of_pack).violations) {
      ADD_FAILURE() << name << ": " << violation.field << ": " << violation.rule;
    }
  }
}

TEST_F(ShippedInstruments, AreSoundAndStandInOrderOfKey) {
  for (const auto& [name, pack] : packs_) {
    std::vector<std::string> keys;
    for (const v1::Instrument& wire : pack.instruments()) {
      const absl::Status sound = CheckInstrument(Shipped(wire.key()), Origin::kPack);
      EXPECT_TRUE(sound.ok()) << wire.key() << ": " << FieldOf(sound) << " " << sound;
      EXPECT_EQ(progress::ToWire(Shipped(wire.key()), Shipped(wire.key()).figures).SerializeAsString(),
                wire.SerializeAsString())
          << wire.key();
      keys.push_back(wire.key());
    }
    EXPECT_TRUE(std::is_sorted(keys.begin(), keys.end())) << name;
  }
}

TEST_F(ShippedInstruments, AreThese) {
  std::vector<std::string> keys;
  for (const auto& [key, instrument] : all_) keys.push_back(key);
  EXPECT_THAT(keys,
              ::testing::ElementsAre("asex", "auditc", "cpq35", "cpq_sf", "csi16", "csi32", "csi4", "cssrs_screener",
                                     "fsds_dao", "fsds_r", "fsfi", "gad7", "gmsex", "iief15", "iief5", "nsss", "nsss_s",
                                     "ors", "pain", "pcl5", "pcptsd5", "phq9", "rdas", "sdi2", "srs", "suds", "who5"));
}

TEST_F(ShippedInstruments, ReachThePublishedRanges) {
  for (const PublishedRange& published : kPublishedRanges) {
    SCOPED_TRACE(std::string(published.instrument) + " " + published.subscale);
    const Instrument& instrument = Shipped(published.instrument);
    const std::optional<double> least = PointsOf(Reckoned(instrument, All(instrument, false)), published.subscale);
    const std::optional<double> greatest = PointsOf(Reckoned(instrument, All(instrument, true)), published.subscale);
    EXPECT_EQ(least, published.least);
    EXPECT_EQ(greatest, published.greatest);
    size_t items = 0;
    if (*published.subscale == '\0') {
      for (const Item& item : instrument.items) items += item.unscored ? 0 : 1;
    } else {
      for (const Subscale& each : instrument.subscales) {
        if (each.key == published.subscale) items = each.items.size();
      }
    }
    EXPECT_EQ(items, published.items);
  }
}

TEST_F(ShippedInstruments, HaveNoTotalAndNoSubscaleOutsideThePublishedOnes) {
  for (const auto& [key, instrument] : all_) {
    if (key == "pain") continue;  // a plain rating of our own
    const auto published = [&](const std::string& subscale) {
      return std::count_if(std::begin(kPublishedRanges), std::end(kPublishedRanges), [&](const PublishedRange& range) {
        return key == range.instrument && subscale == range.subscale;
      });
    };
    EXPECT_EQ(published(""), instrument.total_rule == TotalRule::kNone ? 0 : 1) << key;
    for (const Subscale& each : instrument.subscales) EXPECT_EQ(published(each.key), 1) << key << " " << each.key;
  }
}

TEST_F(ShippedInstruments, NeverComeToAScoreOutsideTheirRange) {
  std::mt19937 random(20260301);
  for (const auto& [key, instrument] : all_) {
    for (int i = 0; i < 200; ++i) {
      const Score score = Reckoned(instrument, AnyOf(instrument, random));
      if (score.total.has_value()) {
        EXPECT_GE(*score.total, instrument.least_total) << key;
        EXPECT_LE(*score.total, instrument.greatest_total) << key;
      }
      for (size_t s = 0; s < instrument.subscales.size(); ++s) {
        EXPECT_GE(*score.subscales[s].score.points, instrument.subscales[s].least) << key;
        EXPECT_LE(*score.subscales[s].score.points, instrument.subscales[s].greatest) << key;
      }
    }
  }
}

// One step up on one item moves no total down, unless the item is reversed: then never up.
TEST_F(ShippedInstruments, MoveWithEachItemAsItsKeySays) {
  std::mt19937 random(20260302);
  for (const auto& [key, instrument] : all_) {
    for (const Item& item : instrument.items) {
      ItemAnswers answers = AnyOf(instrument, random);
      answers[item.number] = item.least;
      const Score low = Reckoned(instrument, answers);
      answers[item.number] = item.greatest;
      const Score high = Reckoned(instrument, answers);
      for (size_t s = 0; s < instrument.subscales.size(); ++s) {
        const double moved = *high.subscales[s].score.points - *low.subscales[s].score.points;
        EXPECT_GE(item.reversed ? -moved : moved, 0) << key << " " << item.number;
      }
      if (!low.total.has_value()) continue;
      EXPECT_GE((item.reversed ? -1 : 1) * (*high.total - *low.total), 0) << key;
    }
  }
}

TEST_F(ShippedInstruments, ReverseWhatTheirKeyReverses) {
  std::map<std::string, std::vector<int>> reversed;
  for (const auto& [key, instrument] : all_) {
    for (const Item& item : instrument.items) {
      if (item.reversed) reversed[key].push_back(item.number);
    }
  }
  EXPECT_EQ(reversed, (std::map<std::string, std::vector<int>>{{"cpq35", {1, 24, 26}}}));
  ItemAnswers answers = All(Shipped("cpq35"), false);
  EXPECT_EQ(answers[1], 9);
  answers[1] = 8;
  EXPECT_EQ(PointsOf(ScoreOf(Shipped("cpq35"), answers), "constructive"), 10) << "10 - 8 and eight of 1";
}

TEST_F(ShippedInstruments, ScoreNothingWithAnItemMissing) {
  for (const auto& [key, instrument] : all_) {
    for (const Item& item : instrument.items) {
      ItemAnswers answers = All(instrument, true);
      answers.erase(item.number);
      const bool needed = !item.unscored;
      EXPECT_EQ(ReasonOf(CheckComplete(instrument, answers)) == Reason::kAnswersMissing, needed)
          << key << " " << item.number;
    }
  }
}

// Scoring figures that are not verified ship absent: the practice supplies them.
TEST_F(ShippedInstruments, LeaveOutWhatIsNotVerified) {
  for (const char* key : {"csi4", "csi16", "gmsex", "sdi2", "fsfi", "who5", "suds", "auditc", "pcptsd5"}) {
    EXPECT_TRUE(Shipped(key).figures.empty()) << key;
  }
  EXPECT_TRUE(Shipped("sdi2").subscales.empty());
  EXPECT_FALSE(Shipped("sdi2").direction.has_value()) << "more desire is not more health";
  EXPECT_TRUE(Shipped("who5").loinc.empty());
}

TEST_F(ShippedInstruments, PartWhereTheirSourceDoes) {
  const auto parts = [&](const std::string& key, double below, double above) {
    const double cutoff = FindFigure(Shipped(key).figures, FigureKind::kCutoff)->value;
    return below < cutoff && cutoff < above;
  };
  EXPECT_TRUE(parts("phq9", 9, 10));
  EXPECT_TRUE(parts("gad7", 7, 8));
  EXPECT_TRUE(parts("pcl5", 28, 29));
  EXPECT_TRUE(parts("rdas", 47, 48));
  EXPECT_TRUE(parts("csi32", 104, 105));
  EXPECT_TRUE(parts("iief5", 21, 22));
}

}  // namespace
}  // namespace adagio::progress
