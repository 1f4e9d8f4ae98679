#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/cli/command.h"

namespace adagio::cli {

// The names of a command's options, without the dashes.
struct OptionNames {
  std::vector<std::string> valued;    // --name=VALUE or --name VALUE
  std::vector<std::string> switches;  // --name
};

// What a person gave a command: options, and words that are no option. Read by getopt_long, because every command has
// options of its own and the names mean different things to different commands, which one table of flags for the whole
// process cannot say. Stricter than it: a name must be whole, and no option is given twice.
class Options {
 public:
  // INVALID_ARGUMENT, with the option's name, for one that is unknown, shortened, repeated, or lacks its value.
  static absl::StatusOr<Options> Parse(const Args& args, const OptionNames& names);

  bool Has(absl::string_view name) const { return values_.count(std::string(name)) > 0; }
  std::optional<std::string> Find(absl::string_view name) const;
  // INVALID_ARGUMENT where it was not given, or is empty.
  absl::StatusOr<std::string> Require(absl::string_view name) const;
  // Empty where it was not given. INVALID_ARGUMENT where it is not a finite decimal number.
  absl::StatusOr<std::optional<double>> FindNumber(absl::string_view name) const;
  absl::StatusOr<double> RequireNumber(absl::string_view name) const;

  const std::vector<std::string>& words() const { return words_; }
  // INVALID_ARGUMENT where there is any word.
  absl::Status ExpectNoWords() const;

 private:
  std::map<std::string, std::string> values_;
  std::vector<std::string> words_;
};

// A decimal number with a point, all of `text` but surrounding blanks; nothing where it is not one, or not finite.
std::optional<double> ParseDecimal(absl::string_view text);

}  // namespace adagio::cli
