#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "services/homework/domain/walk/invariants.h"
#include "services/homework/domain/walk/world.h"

// Walking a world: the engine and the reference side by side, and the invariants looked at after every command.
namespace adagio::homework::walk {

struct Walk {
  std::vector<uint64_t> states;  // all that were reached and gone on from
  int64_t transitions = 0;       // commands that were accepted, each compared
  int64_t refusals = 0;          // commands that both refuse
  int64_t left = 0;              // transitions into more than most_against, compared and left
  std::array<int64_t, kInvariants> broken{};
  std::string disagreement;  // the first, with the way to it; empty where there is none

  int64_t violations() const;
};

// Breadth first from a unit on its first day, over every state and with every command. Ends at the first that is wrong.
Walk WalkAll(const World& world);

// Random ways of `length` commands from a unit on its first day until there were `transitions`, with nothing forgotten
// on the way: engine and reference go on from what they were. `states` are the different ones seen.
Walk WalkAtRandom(const World& world, uint64_t seed, int length, int64_t transitions);

// Every way of so many commands, with nothing forgotten either.
Walk WalkEveryWay(const World& world, int length);

}  // namespace adagio::homework::walk
