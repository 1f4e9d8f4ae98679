#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/access/world.h"

namespace adagio::test {

// Calls, as each of `callers`, every method they may on `place`, with requests that name what is there, and again with
// what was made: whatever can be made without knowing what a field means, is made. Returns the names that each of them
// was shown, and leaves all of them known to `place`. Ends no membership.
std::map<std::string, std::set<std::string>> Explore(World& world, Place& place, const std::vector<Caller>& callers);

}  // namespace adagio::test
