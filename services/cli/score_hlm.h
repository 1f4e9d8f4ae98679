#pragma once

#include <ostream>

#include "absl/status/status.h"
#include "services/cli/command.h"

namespace adagio::cli {

extern const Command kScoreHlm;

// Reads scores over time, writes everybody's slope and what it means to `out` (or the file of --out) and the fit to
// `summary`. Nothing is written where anything is wrong.
absl::Status ScoreHlm(const Args& args, std::ostream& out, std::ostream& summary);

}  // namespace adagio::cli
