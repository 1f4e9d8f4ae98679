#pragma once

#include <ostream>

#include "absl/status/status.h"
#include "services/cli/command.h"

namespace adagio::cli {

extern const Command kScoreChange;

// Reads pairs of scores, writes what became of everybody to `out` (or the file of --out) and counts to `summary`.
// Nothing is written where anything is wrong.
absl::Status ScoreChange(const Args& args, std::ostream& out, std::ostream& summary);

}  // namespace adagio::cli
