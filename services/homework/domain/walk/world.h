#pragma once

#include <array>
#include <optional>
#include <string>

#include "services/homework/domain/facts.h"
#include "services/homework/domain/walk/command.h"
#include "services/homework/domain/walk/reference.h"
#include "services/homework/domain/walk/state.h"

// The engine and the reference, each made from a state, moved on by a command and read back into a state.
namespace adagio::homework::walk {

UnitFacts FactsOf(const State& state, const World& world);
// The reference's clock at a moment of the walk.
int64_t ClockOf(int instant);
reference::Reference ReferenceOf(const State& state, const World& world);

// What each makes of `command` at `instant`; absent where it refuses. Versions of the engine's commands must rise:
// `version` is above all there are, as long as facts come from FactsOf.
constexpr Version kNext = 4;
std::optional<UnitFacts> After(const UnitFacts& facts, const Command& command, int instant, const World& world,
                               Version version = kNext);
std::optional<reference::Reference> After(const reference::Reference& unit, const Command& command, const World& world);

// What can still matter. `before` tells the moment and what neither holds.
State Read(const UnitFacts& facts, State before, const World& world);
State Read(const reference::Reference& unit, State before, const World& world);

// What the engine shows of each step, as the reference names it.
struct StepsShown {
  struct Each {
    reference::State state;
    bool over;
    int64_t length;
  };
  std::array<Each, kMostSteps> each{};
};
StepsShown ShownBy(const UnitFacts& facts, int instant);

// The first thing of which the two show something else; empty when there is none. First of what is shown of the steps,
// then also of what a therapist and each participant see.
std::string Disagreement(const StepsShown& shown, const reference::Reference& unit);
std::string Disagreement(const UnitFacts& facts, const reference::Reference& unit, int instant);

}  // namespace adagio::homework::walk
