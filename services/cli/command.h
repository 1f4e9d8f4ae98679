#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace adagio::cli {

// What stands behind a command's name on the command line.
using Args = std::vector<std::string>;

// One command a person can type. Its file defines it and runs it; commands.cc lists it.
struct Command {
  absl::string_view name;     // as typed: "play", "score change"
  absl::string_view summary;  // one line, for `adagio --help`
  absl::string_view help;     // for `adagio NAME --help`: usage, options, an example
  // Returns the exit status: Finish(...) for most. Never sees --help, which is answered before.
  int (*run)(const Args& args);
};

// Every command, in the order `adagio --help` lists them.
absl::Span<const Command* const> Commands();

// Runs what `args` (without the program's name) ask for, and returns the exit status of the process.
int RunCommandLine(const Args& args);

// The exit status for how a command ended: 0; 2 where it was called wrongly (INVALID_ARGUMENT); 1 for any other error.
// An error is said on stderr in one line.
int Finish(absl::string_view command, const absl::Status& status);

}  // namespace adagio::cli
