#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "tests/model/generator.h"

// What happens between two looks, in two worlds that differ only in what is private.
namespace adagio::test {

inline constexpr int kWorlds = 2;
// Time passes in so many parts between two looks.
inline constexpr int kMoments = 3;
using Lengths = std::array<int64_t, kMoments>;

// Something done in one world alone, before the part of the time that `moment` counts.
struct Deed {
  int moment = 0;
  Command command;
};

// Draws deeds that leave the observers' record equal at every moment at which they could look, and passing through the
// same values in the same order between: by the record alone, so that whatever it does not tell may differ.
class Plot {
 public:
  // `observers` see; everybody else lives two lives.
  Plot(uint64_t seed, int people, int64_t epoch, std::vector<int> observers);

  // What is done in each world while `lengths` pass, nothing where nothing fits. False where not even time may pass.
  bool DrawDeeds(const Lengths& lengths, bool shares, std::array<std::vector<Deed>, kWorlds>& deeds);
  // The next command of both worlds, done in the imagined ones; none where none fits.
  std::vector<Command> DrawCommon(bool shares);

  const Imagined& imagined(int world) const { return imagined_[static_cast<size_t>(world)]; }
  void PassInBoth(int64_t seconds);
  // Whether the record is the same in both now.
  bool Equal(bool shares) const;
  // Whether what one shares reaches the same people in both.
  bool ReachesAlike() const;
  // Whether whatever was shared has reached in both.
  bool HasReached() const;

 private:
  int Below(int end) { return static_cast<int>(random_() % static_cast<uint64_t>(end)); }
  Command DrawDeed(const Imagined& imagined);
  // Makes `command` the next step of a repair that `observer` is in; nothing where there is none.
  void GoOnWithARepair(int observer, Command& command);
  std::vector<Deed> DrawSome(const Imagined& imagined);
  using Values = std::vector<std::string>;
  // The values the record takes, in their order; `imagined` goes along. Empty once it cannot become `like`.
  Values Course(Imagined& imagined, const std::vector<Deed>& deeds, const Lengths& lengths, bool shares,
                const Values* like) const;
  bool IsObservers(const Command& command) const;

  std::mt19937_64 random_;
  Generator generator_;
  const std::vector<int> observers_, others_;
  std::array<Imagined, kWorlds> imagined_;
  int number_ = 0;
};

}  // namespace adagio::test
