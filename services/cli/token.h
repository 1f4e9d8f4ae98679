#pragma once

#include <ostream>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/cli/command.h"

namespace adagio::cli {

extern const Command kToken;

// Writes a token to `out`, good from `now` on.
absl::Status MintToken(const Args& args, absl::Time now, std::ostream& out);

}  // namespace adagio::cli
