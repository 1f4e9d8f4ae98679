#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <vector>

#include "tests/model/imagined.h"

namespace adagio::test {

// Draws what people of a unit might do next: mostly what makes sense, and some of what does not. The same seed and the
// same units give the same commands.
class Generator {
 public:
  explicit Generator(uint64_t seed) : random_(seed) {}

  // One command, or two that are sent at once. `number` is the first one's.
  std::vector<Command> Next(const Imagined& imagined, int number);
  // How long time passes, for all units; now and then back.
  int64_t Passing();

 private:
  int Below(int end) { return static_cast<int>(random_() % static_cast<uint64_t>(end)); }
  bool Chance(int percent) { return Below(100) < percent; }
  template <typename T>
  T OneOf(std::initializer_list<T> things) {
    return *(things.begin() + Below(static_cast<int>(things.size())));
  }
  Act NextAct(const Imagined& imagined);
  std::optional<Command> Renewal(const reference::Reference& unit, int number) const;
  reference::People Some(int people);
  void Fill(const Imagined& imagined, Command& command);
  void FillOffer(const reference::Reference& unit, Command& command);
  void FillLadder(const reference::Reference& unit, Command& command);
  int SomeRung(const reference::Ladder& ladder);
  void FillAgreement(const reference::Reference& unit, Command& command);
  void ChooseAssignment(const Imagined& imagined, Command& command);
  void ChooseSenderAndManner(Command& command);

  std::mt19937_64 random_;
};

}  // namespace adagio::test
