// What the shipped instruments alert at, and where they say nothing.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/contract/shipped_instruments.h"

namespace adagio::progress {
namespace {

TEST_F(ShippedInstruments, AlertAtItemNineOfThePhqFromOneOn) {
  const Instrument& phq9 = Shipped("phq9");
  EXPECT_EQ(TriggerOf(phq9, 9, 0), nullptr);
  for (int value = 1; value <= 3; ++value) {
    ASSERT_NE(TriggerOf(phq9, 9, value), nullptr);
    EXPECT_EQ(TriggerOf(phq9, 9, value)->concern, Concern::kSelfHarm);
  }
  for (int item = 1; item <= 8; ++item) EXPECT_EQ(TriggerOf(phq9, item, 3), nullptr);
}

TEST_F(ShippedInstruments, AlertAtAnyYesOfTheScreenerAsGraveAsItsCardSays) {
  const Instrument& screener = Shipped("cssrs_screener");
  const std::vector<Gravity> card = {Gravity::kLow,  Gravity::kLow,      Gravity::kModerate, Gravity::kHigh,
                                     Gravity::kHigh, Gravity::kModerate, Gravity::kHigh};
  for (const Item& item : screener.items) {
    EXPECT_EQ(TriggerOf(screener, item.number, 0), nullptr);
    const SafetyTrigger* trigger = TriggerOf(screener, item.number, 1);
    ASSERT_NE(trigger, nullptr) << item.number;
    EXPECT_EQ(trigger->concern, Concern::kSelfHarm);
    EXPECT_EQ(trigger->gravity, card[item.number - 1]) << item.number;
  }
}

TEST_F(ShippedInstruments, AlertAtTheTotalsOfTheOrdinaryScreens) {
  const auto alerts = [&](const std::string& key, const ItemAnswers& answers) {
    return ReachedBySubmitting(Shipped(key), answers).size();
  };
  ItemAnswers pcl5 = All(Shipped("pcl5"), false);
  for (int item = 1; item <= 8; ++item) pcl5[item] = 4;
  EXPECT_EQ(alerts("pcl5", pcl5), 0u) << 32;
  pcl5[9] = 1;
  EXPECT_EQ(alerts("pcl5", pcl5), 1u) << 33;
  EXPECT_EQ(alerts("pcptsd5", {{1, 1}, {2, 1}, {3, 1}, {4, 0}, {5, 0}, {6, 1}}), 0u);
  EXPECT_EQ(alerts("pcptsd5", {{1, 1}, {2, 1}, {3, 1}, {4, 1}, {5, 0}, {6, 1}}), 1u);
  EXPECT_EQ(alerts("pcptsd5", {{6, 0}}), 0u) << "nothing of the kind ever happened";
  EXPECT_EQ(alerts("auditc", {{1, 0}}), 0u);
  EXPECT_EQ(alerts("auditc", {{1, 1}, {2, 1}, {3, 0}}), 0u);
  EXPECT_EQ(alerts("auditc", {{1, 1}, {2, 1}, {3, 1}}), 1u);
}

TEST_F(ShippedInstruments, AlertAtPainThatIsFrequentOrSevereAndNotWhereThereWasNoOccasion) {
  const Instrument& fsfi = Shipped("fsfi");
  for (const int item : {17, 18, 19}) {
    for (int value = 0; value <= 5; ++value) {
      EXPECT_EQ(TriggerOf(fsfi, item, value) != nullptr, value == 1 || value == 2) << item << " " << value;
    }
  }
  EXPECT_EQ(TriggerOf(Shipped("pain"), 1, 3), nullptr);
  EXPECT_NE(TriggerOf(Shipped("pain"), 1, 4), nullptr);
}

TEST_F(ShippedInstruments, TellOfDesireAloneWhereThereWasNoOccasion) {
  const Instrument& fsfi = Shipped("fsfi");
  ItemAnswers answers = All(fsfi, true);
  EXPECT_EQ(ScoreOf(fsfi, answers).total, 36);
  for (const int zero : {3, 10, 13, 14, 19}) {
    ItemAnswers avoiding = answers;
    avoiding[zero] = 0;
    const Score score = ScoreOf(fsfi, avoiding);
    EXPECT_FALSE(score.total.has_value()) << zero;
    EXPECT_EQ(score.why_no_total, NotInterpretable::kNoOccasion);
    for (const SubscaleScore& each : score.subscales) {
      EXPECT_EQ(each.score.points.has_value(), each.subscale == "desire") << each.subscale;
    }
  }
  ItemAnswers no_attempt = All(Shipped("iief15"), true);
  no_attempt[3] = 0;
  const Score iief = ScoreOf(Shipped("iief15"), no_attempt);
  EXPECT_FALSE(iief.total.has_value());
  for (const SubscaleScore& each : iief.subscales) {
    EXPECT_EQ(each.score.points.has_value(), each.subscale == "desire" || each.subscale == "overall_satisfaction");
  }
  EXPECT_FALSE(ScoreOf(Shipped("iief5"), {{1, 5}, {2, 0}, {3, 5}, {4, 5}, {5, 5}}).total.has_value());
}

}  // namespace
}  // namespace adagio::progress
