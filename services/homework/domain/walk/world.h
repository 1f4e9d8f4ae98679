#pragma once

#include <optional>
#include <string>
#include <vector>

#include "services/homework/domain/facts.h"
#include "services/homework/domain/walk/oracle.h"

namespace adagio::homework::walk {

// How large a world is walked. Steps are of tier 1 and 3 of one ladder, offered to all participants.
struct Size {
  int participants = 2;
  int steps = 1;
};

// The real facts and the oracle, side by side.
struct World {
  UnitFacts facts;
  Oracle oracle;
};

// Everything that can happen in a world of that size.
std::vector<Command> Commands(const Size& size);
// Offered to all and answered by none, before the window.
World Start(const Size& size);
absl::Time Now(const World& world);
// What the engine makes of `command`; absent when it refuses or when the command makes no sense here.
std::optional<World> After(const World& world, const Command& command);
// The same world with what can no longer matter taken out: versions as before or after the last stop, days as classes.
World Canonical(World world);
// Equal for worlds whose canonical forms are equal.
std::string KeyOf(const World& canonical);
// The first disagreement between engine and oracle in this world; empty when there is none.
std::string Disagreement(const World& world);
std::string NameOf(const Command& command);

}  // namespace adagio::homework::walk
