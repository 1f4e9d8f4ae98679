#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <iostream>
#include <thread>

#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "tests/paired_worlds/pair.h"
#include "tests/support/process.h"

// One story in two worlds that differ only in what is private: who observes sees the same bytes in both.

namespace adagio::test {
namespace {

constexpr int kLanes = 8;
constexpr int kRounds = 10;
constexpr int64_t kHour = 3600;
constexpr int64_t kDay = 24 * kHour;

// Stories told side by side: time passes for all of them at once. A lane's stories are no other lane's.
class Telling {
 public:
  enum class Time { kStands, kPasses };  // while people act

  Telling(Worlds& worlds, uint64_t first, int stories, Time time = Time::kStands) : worlds_(worlds), times_(first) {
    stories_.resize(static_cast<size_t>(stories));
    ForEach([&](size_t story, int lane) {
      const uint64_t seed = first + story;
      stories_[story] = std::make_unique<Pair>(worlds_, lane, seed, static_cast<Cast>(seed % 4 < 2 ? 0 : seed % 4 - 1));
    });
    if (time == Time::kPasses) stories_[0]->PassTimeIn(worlds);
  }

  Tally Tell() {
    for (int round = 0; round < kRounds; ++round) {
      const Lengths lengths = DrawLengths();
      ForEach([&](size_t story, int) { stories_[story]->Draw(lengths); });
      for (int moment = 0; moment < kMoments; ++moment) {
        ForEach([&](size_t story, int) { stories_[story]->DoDeeds(moment); });
        worlds_.Pass(lengths[static_cast<size_t>(moment)]);
      }
      ForEach([&](size_t story, int) { stories_[story]->Meet(); });
    }
    ForEach([&](size_t story, int) { stories_[story]->AskEverything(); });
    Tally tally;
    for (const auto& story : stories_) tally.Add(story->tally());
    return tally;
  }

  std::string Told() const {
    std::string told;
    for (const auto& story : stories_) told += story->told();
    return told;
  }

  std::vector<std::string> differences() const {
    std::vector<std::string> differences;
    for (const auto& story : stories_) {
      if (!story->difference().empty()) differences.push_back(story->difference());
    }
    return differences;
  }

 private:
  void ForEach(const std::function<void(size_t story, int lane)>& part) {
    std::vector<std::thread> lanes;
    for (int lane = 0; lane < kLanes; ++lane) {
      lanes.emplace_back([&, lane] {
        for (size_t story = static_cast<size_t>(lane); story < stories_.size(); story += kLanes) part(story, lane);
      });
    }
    for (std::thread& lane : lanes) lane.join();
  }

  Lengths DrawLengths() {
    static constexpr int64_t kLengths[] = {0, 60, kHour, 6 * kHour, 6 * kHour, kDay, 2 * kDay, 7 * kDay};
    Lengths lengths;
    for (int64_t& length : lengths) length = kLengths[times_() % std::size(kLengths)];
    return lengths;
  }

  Worlds& worlds_;
  Random times_;
  std::vector<std::unique_ptr<Pair>> stories_;
};

// ADAGIO_SEED tells the stories from that seed on, ADAGIO_STORIES so many.
uint64_t NumberFrom(const char* variable, uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

TEST(PairedWorlds, EveryMethodThatAPartnerMayCallHasAWayToBeAsked) {
  for (const auto& [name, method] : MethodsOfPartners()) {
    EXPECT_TRUE(ReviewedAskings().contains(name)) << "add to asked.txt: " << name << " | ";
  }
  for (const auto& [name, asking] : ReviewedAskings()) {
    EXPECT_TRUE(MethodsOfPartners().contains(name)) << "no partner may call " << name;
  }
}

TEST(PairedWorlds, WhatIsPrivateToOneMovesNoByteOfWhatAnotherSees) {
  constexpr uint64_t kTogether = 40;
  const uint64_t first = NumberFrom("ADAGIO_SEED", 1);
  const uint64_t stories = NumberFrom("ADAGIO_STORIES", Long() ? 1000 : 16);
  const absl::Duration began = Elapsed();
  Worlds worlds(kLanes);
  Tally tally;
  std::vector<std::string> differences;
  for (uint64_t told = 0; told < stories && differences.empty(); told += kTogether) {
    Telling telling(worlds, first + told, static_cast<int>(std::min(kTogether, stories - told)));
    tally.Add(telling.Tell());
    differences = telling.differences();
    if (stories == 1) std::cout << telling.Told();
  }
  std::cout << absl::StrFormat(
      "%d stories, %d private deeds, %d calls of observers, %d bytes compared, %d differing; %.0f s\n", tally.stories,
      tally.deeds, tally.asked, tally.bytes, tally.differing_bytes, absl::ToDoubleSeconds(Elapsed() - began));
  EXPECT_TRUE(differences.empty()) << absl::StrJoin(differences, "\n==========\n");
  // A few stories ask everything; of what takes several steps it needs more until it is done.
  constexpr uint64_t kFew = 16, kMany = 1000;
  for (const auto& [name, asking] : ReviewedAskings()) {
    if (asking.way == Way::kNever || stories < kFew) continue;
    EXPECT_GT(tally.of[name], 0) << name << " was never asked";
    const bool is_done = asking.way == Way::kLook || asking.way == Way::kWatch || stories >= kMany;
    EXPECT_TRUE(!is_done || tally.answered[name] > 0) << name << " was never answered";
  }
}

TEST(PairedWorlds, SoItIsWhereTimePassesBetweenTwoCalls) {
  Worlds worlds(kLanes);
  for (uint64_t seed = 1; seed <= (Long() ? 30 : 3); ++seed) {
    Telling telling(worlds, seed, 1, Telling::Time::kPasses);
    telling.Tell();
    EXPECT_TRUE(telling.differences().empty()) << absl::StrJoin(telling.differences(), "\n");
  }
}

}  // namespace
}  // namespace adagio::test
