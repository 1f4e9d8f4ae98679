#include <fcntl.h>
#include <gmock/gmock.h>
#include <google/protobuf/io/zero_copy_stream_impl.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <vector>

#include "adagio/progress/v1/progress.pb.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/field_rules.h"
#include "services/platform/rpc/validate.h"
#include "services/progress/api/wire.h"

namespace adagio::progress {
namespace {

class ShippedInstruments : public ::testing::Test {
 protected:
  void SetUp() override {
    const int file = open(PACKS_DIR "/instruments.textproto", O_RDONLY | O_CLOEXEC);
    ASSERT_GE(file, 0);
    google::protobuf::io::FileInputStream input(file);
    input.SetCloseOnDelete(true);
    ASSERT_TRUE(google::protobuf::TextFormat::Parse(&input, &pack_));
  }

  Instrument Shipped(const std::string& key) const {
    for (const v1::Instrument& wire : pack_.instruments()) {
      if (wire.key() == key) return *FromWire(wire);
    }
    ADD_FAILURE() << "no " << key;
    return {};
  }
  static ItemAnswers All(const Instrument& instrument, bool greatest) {
    ItemAnswers answers;
    for (const Item& item : instrument.items) answers[item.number] = greatest ? item.greatest : item.least;
    return answers;
  }

  v1::ListInstrumentsResponse pack_;
};

TEST_F(ShippedInstruments, ObeyTheRulesOfTheirContract) {
  rpc::FieldRules rules;
  std::vector<std::string> problems;
  const rpc::MessageRules* of_pack = rules.Read(v1::ListInstrumentsResponse::descriptor(), problems);
  ASSERT_THAT(problems, ::testing::IsEmpty());
  for (const rpc::Violation& violation : rpc::Validate(pack_, *of_pack).violations) {
    ADD_FAILURE() << violation.field << ": " << violation.rule;
  }
}

TEST_F(ShippedInstruments, AreSoundAndStandInOrderOfKey) {
  std::vector<std::string> keys;
  for (const v1::Instrument& wire : pack_.instruments()) {
    const absl::StatusOr<Instrument> instrument = FromWire(wire);
    ASSERT_TRUE(instrument.ok()) << wire.key() << instrument.status();
    const absl::Status sound = CheckInstrument(*instrument);
    EXPECT_TRUE(sound.ok()) << wire.key() << ": " << FieldOf(sound) << " " << sound;
    EXPECT_EQ(progress::ToWire(*instrument, instrument->figures).SerializeAsString(), wire.SerializeAsString());
    keys.push_back(wire.key());
  }
  EXPECT_THAT(keys, ::testing::ElementsAre("csi16", "gad7", "phq9", "suds"));
}

TEST_F(ShippedInstruments, ReachTheTotalsTheyDeclare) {
  for (const v1::Instrument& wire : pack_.instruments()) {
    const Instrument instrument = Shipped(wire.key());
    EXPECT_EQ(ScoreOf(instrument, All(instrument, false))->total, wire.least_total()) << wire.key();
    EXPECT_EQ(ScoreOf(instrument, All(instrument, true))->total, wire.greatest_total()) << wire.key();
  }
}

TEST_F(ShippedInstruments, AlertAtItemNineOfThePhqFromOneOn) {
  const Instrument phq9 = Shipped("phq9");
  EXPECT_EQ(TriggerOf(phq9, 9, 0), nullptr);
  for (int value = 1; value <= 3; ++value) EXPECT_NE(TriggerOf(phq9, 9, value), nullptr);
  for (int item = 1; item <= 8; ++item) EXPECT_EQ(TriggerOf(phq9, item, 3), nullptr);
}

TEST_F(ShippedInstruments, ScoreNothingWithAnItemMissing) {
  for (const v1::Instrument& wire : pack_.instruments()) {
    const Instrument instrument = Shipped(wire.key());
    ItemAnswers answers = All(instrument, false);
    answers.erase(1);
    EXPECT_EQ(ReasonOf(ScoreOf(instrument, answers).status()), Reason::kAnswersMissing) << wire.key();
  }
}

// Scoring figures that are not verified ship absent: the practice supplies them.
TEST_F(ShippedInstruments, LeaveTheCouplesSatisfactionIndexWithoutANorm) {
  EXPECT_TRUE(Shipped("csi16").figures.empty());
  EXPECT_TRUE(Shipped("suds").figures.empty());
}

TEST_F(ShippedInstruments, PartCasenessWhereTheirSourceDoes) {
  const auto cutoff = [&](const std::string& key) {
    return FindFigure(Shipped(key).figures, FigureKind::kCutoff)->value;
  };
  EXPECT_TRUE(10 > cutoff("phq9") && 9 < cutoff("phq9"));
  EXPECT_TRUE(8 > cutoff("gad7") && 7 < cutoff("gad7"));
}

}  // namespace
}  // namespace adagio::progress
