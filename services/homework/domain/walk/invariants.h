#pragma once

#include "services/homework/domain/walk/world.h"

// product.md's C1 to C6, said of what the engine shows before and after a command. They know the walk's states, and
// neither the reference nor the engine's rules.
namespace adagio::homework::walk {

constexpr int kInvariants = 6;

// The engine at a moment: what can still matter, and what it shows of each step.
struct Moments {
  State state;
  StepsShown shown;
};

// Which of C1 to C6 `command`, accepted, has broken: bit k for C(k+1).
unsigned Broken(const Moments& before, const Command& command, const Moments& after, const World& world);

}  // namespace adagio::homework::walk
