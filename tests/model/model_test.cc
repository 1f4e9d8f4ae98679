#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <iostream>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/platform/foundation/mutex.h"
#include "tests/model/generator.h"
#include "tests/model/story.h"
#include "tests/support/process.h"

// Random stories of many units, told through the real methods and to the reference at once.

namespace adagio::test {
namespace {

constexpr int kUnits = 200;
constexpr int kWorkers = 16;
constexpr int kMostReplays = 120;

int PeopleOf(int unit) { return unit % 3 == 2 ? 3 : 2; }

// All units of one seed, on servers of their own.
class Telling {
 public:
  explicit Telling(uint64_t seed) : seed_(seed), times_(seed), generators_(MakeGenerators(seed)) {
    stories_.resize(kUnits);
    ForEachUnit([&](int unit, int lane) {
      stories_[static_cast<size_t>(unit)] = std::make_unique<Story>(site_, PeopleOf(unit), lane);
    });
  }

  // About so many commands, or fewer when something differs. What differs, as a story that a person can read.
  std::string Tell(int commands) {
    for (int round = 0; count().commands < commands && differing_ < 0; ++round) {
      Pass(round);
      if (differing_ < 0) ForEachUnit([&](int unit, int) { Draw(unit); });
    }
    if (differing_ < 0) return "";
    return Explain(stories_[static_cast<size_t>(differing_)]->told());
  }

  Count count() const {
    Count all;
    for (const auto& story : stories_) {
      all.commands += story->count().commands;
      all.refused += story->count().refused;
      all.repeated += story->count().repeated;
      all.at_once += story->count().at_once;
      all.compared += story->count().compared;
    }
    return all;
  }

 private:
  static std::vector<Generator> MakeGenerators(uint64_t seed) {
    std::vector<Generator> generators;
    for (uint64_t unit = 0; unit < kUnits; ++unit) generators.emplace_back(seed * 1'000'003 + unit);
    return generators;
  }

  void ForEachUnit(const std::function<void(int unit, int lane)>& part) {
    std::vector<std::thread> workers;
    std::atomic<int> next = 0;
    for (int lane = 0; lane < kWorkers; ++lane) {
      workers.emplace_back([&, lane] {
        for (int unit = next++; unit < kUnits && differing_ < 0; unit = next++) part(unit, lane);
      });
    }
    for (std::thread& worker : workers) worker.join();
  }

  int NextNumber(int unit) const {
    const std::vector<Command>& told = stories_[static_cast<size_t>(unit)]->told();
    return told.empty() ? 1 : told.back().number + 1;
  }

  void Play(int unit, const Command& command) {
    const std::string difference = stories_[static_cast<size_t>(unit)]->Play(command);
    if (difference.empty()) return;
    int none = -1;
    differing_.compare_exchange_strong(none, unit);
  }

  void Pass(int round) {
    const int64_t seconds = round == 0 ? 0 : times_.Passing();
    if (seconds == 0) return;
    site_.Move(seconds);
    ForEachUnit(
        [&](int unit, int) { Play(unit, {.number = NextNumber(unit), .act = Act::kTimePasses, .seconds = seconds}); });
  }

  void Draw(int unit) {
    const Imagined& imagined = stories_[static_cast<size_t>(unit)]->imagined();
    for (const Command& command : generators_[static_cast<size_t>(unit)].Next(imagined, NextNumber(unit))) {
      Play(unit, command);
    }
  }

  // How a new unit differs that goes through `commands`.
  std::string Replay(const std::vector<Command>& commands) {
    site_.MoveToTheFront();
    Story story(site_, PeopleOf(differing_), 0);
    for (const Command& command : commands) {
      if (command.act == Act::kTimePasses) site_.Move(command.seconds);
      if (std::string difference = story.Play(command); !difference.empty()) return difference;
    }
    return "";
  }

  std::string Explain(const std::vector<Command>& told) {
    const auto differs = [&](const std::vector<Command>& commands) { return !Replay(commands).empty(); };
    std::vector<Command> shortest = told;
    if (differs(told)) shortest = Shorten(told, differs, kMostReplays);
    return absl::StrFormat("seed %d, unit %d, %d of %d commands:\n%s%s", seed_, differing_.load(), shortest.size(),
                           told.size(), test::Tell(shortest), Replay(shortest));
  }

  const uint64_t seed_;
  Generator times_;
  Site site_;
  std::vector<Generator> generators_;
  std::vector<std::unique_ptr<Story>> stories_;
  std::atomic<int> differing_ = -1;
};

// ADAGIO_SEED tells one story alone. Many are better than long ones: what is old in a story is mostly over.
std::vector<uint64_t> Seeds() {
  if (const char* seed = std::getenv("ADAGIO_SEED")) return {std::strtoull(seed, nullptr, 10)};
  std::vector<uint64_t> seeds = {1};
  for (uint64_t seed = 2; Long() && seed <= 20; ++seed) seeds.push_back(seed);
  return seeds;
}

TEST(Model, TheServersDoWhatTheReferenceDoes) {
  const int commands = Long() ? 5000 : 1000;
  for (const uint64_t seed : Seeds()) {
    const absl::Duration began = Elapsed();
    Telling telling(seed);
    const absl::Duration made = Elapsed();
    const std::string difference = telling.Tell(commands);
    const Count count = telling.count();
    std::cout << absl::StrFormat(
        "seed %d: %d commands over %d units, %d refused, %d sent again, %d pairs at once, %d comparisons, %d "
        "differences; units %.0f s, stories %.0f s\n",
        seed, count.commands, kUnits, count.refused, count.repeated, count.at_once, count.compared,
        difference.empty() ? 0 : 1, absl::ToDoubleSeconds(made - began), absl::ToDoubleSeconds(Elapsed() - made));
    ASSERT_TRUE(difference.empty()) << difference;
    EXPECT_GE(count.commands, commands);
    // Something was refused, and something done.
    EXPECT_GT(count.refused, commands / 20);
    EXPECT_LT(count.refused, commands * 3 / 4);
  }
}

}  // namespace
}  // namespace adagio::test
