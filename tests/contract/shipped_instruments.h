#pragma once

#include <fcntl.h>
#include <google/protobuf/io/zero_copy_stream_impl.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <optional>
#include <random>
#include <string>

#include "adagio/progress/v1/progress.pb.h"
#include "services/progress/api/wire.h"
#include "services/progress/domain/alert.h"

namespace adagio::progress {

// The packs as they lie in the tree, read anew for each test.
class ShippedInstruments : public ::testing::Test {
 protected:
  void SetUp() override {
    for (const auto& entry : std::filesystem::directory_iterator(PACKS_DIR "/instruments")) {
      v1::ListInstrumentsResponse& pack = packs_[entry.path().filename()];
      const int file = open(entry.path().c_str(), O_RDONLY | O_CLOEXEC);
      ASSERT_GE(file, 0);
      google::protobuf::io::FileInputStream input(file);
      input.SetCloseOnDelete(true);
      ASSERT_TRUE(google::protobuf::TextFormat::Parse(&input, &pack)) << entry.path();
      for (const v1::Instrument& wire : pack.instruments()) {
        const absl::StatusOr<Instrument> instrument = FromWire(wire);
        ASSERT_TRUE(instrument.ok()) << wire.key() << instrument.status();
        ASSERT_TRUE(all_.emplace(wire.key(), *instrument).second) << wire.key();
      }
    }
  }

  const Instrument& Shipped(const std::string& key) const { return all_.at(key); }
  static ItemAnswers All(const Instrument& instrument, bool most) {
    ItemAnswers answers;
    for (const Item& item : instrument.items) answers[item.number] = most != item.reversed ? item.greatest : item.least;
    return answers;
  }
  // Whether or not the answers left an occasion.
  static Score Reckoned(Instrument instrument, const ItemAnswers& answers) {
    instrument.no_occasion.reset();
    return ScoreOf(instrument, answers);
  }
  static std::optional<double> PointsOf(const Score& score, const std::string& subscale) {
    if (subscale.empty()) return score.total;
    for (const SubscaleScore& each : score.subscales) {
      if (each.subscale == subscale) return each.score.points;
    }
    return std::nullopt;
  }
  static ItemAnswers AnyOf(const Instrument& instrument, std::mt19937& random) {
    ItemAnswers answers;
    for (const Item& item : instrument.items) {
      answers[item.number] = std::uniform_int_distribution<int>(item.least, item.greatest)(random);
    }
    return answers;
  }

  std::map<std::string, v1::ListInstrumentsResponse> packs_;
  std::map<std::string, Instrument> all_;
};

}  // namespace adagio::progress
