#pragma once

#include <optional>
#include <string>

#include "services/homework/domain/facts.h"
#include "services/homework/domain/walk/reference.h"
#include "services/homework/domain/walk/state.h"

// The engine and the reference, each made from a state, moved on by a command and read back into a state.
namespace adagio::homework::walk {

UnitFacts FactsOf(const State& state, const Size& size);
// The reference's clock at a moment of the walk.
int64_t ClockOf(int instant);
reference::Reference ReferenceOf(const State& state, const Size& size);

// What each makes of `command` at `instant`; absent where it refuses. Versions of the engine's commands must rise:
// `version` is above all there are, as long as facts come from FactsOf.
constexpr Version kNext = 4;
std::optional<UnitFacts> After(const UnitFacts& facts, const Command& command, int instant, Version version = kNext);
std::optional<reference::Reference> After(const reference::Reference& unit, const Command& command);

// What can still matter. `before` tells the moment and what neither holds.
State Read(const UnitFacts& facts, State before, const Size& size);
State Read(const reference::Reference& unit, State before, const Size& size);

// The first thing of which the two show something else; empty when there is none.
std::string Disagreement(const UnitFacts& facts, const reference::Reference& unit, int instant);

}  // namespace adagio::homework::walk
