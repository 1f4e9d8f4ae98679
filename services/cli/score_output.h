#pragma once

#include <functional>
#include <ostream>
#include <string>

#include "absl/status/status.h"
#include "services/cli/options.h"

namespace adagio::cli {

// The shortest text that reads back as the same number; empty for NaN.
std::string Written(double number);

// Gives `write` the file of --out, or `out` without one. INVALID_ARGUMENT where --out is the file `in`; UNAVAILABLE
// where not all could be written.
absl::Status Deliver(const Options& options, const std::string& in, std::ostream& out,
                     const std::function<void(std::ostream&)>& write);

}  // namespace adagio::cli
