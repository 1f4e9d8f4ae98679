#include "services/cli/options.h"

#include <getopt.h>

#include <cmath>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/platform/foundation/status.h"

namespace adagio::cli {
namespace {

absl::Status Wrong(absl::string_view name, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat("--", name, " ", what));
}

std::vector<option> TableOf(const OptionNames& names) {
  std::vector<option> table;
  for (const std::string& name : names.valued) table.push_back({name.c_str(), required_argument, nullptr, 1});
  for (const std::string& name : names.switches) table.push_back({name.c_str(), no_argument, nullptr, 1});
  table.push_back({nullptr, 0, nullptr, 0});
  return table;
}

// The name that stands in `word`: "--name=value" and "--name" give "name"; anything else as it is.
std::string NameIn(absl::string_view word) {
  if (word.substr(0, 2) == "--") word.remove_prefix(2);
  return std::string(word.substr(0, word.find('=')));
}

}  // namespace

absl::StatusOr<Options> Options::Parse(const Args& args, const OptionNames& names) {
  Args words = args;
  words.insert(words.begin(), "adagio");
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  const std::vector<option> table = TableOf(names);

  Options options;
  optind = 0;  // start anew
  opterr = 0;  // say nothing
  while (true) {
    const int at = optind == 0 ? 1 : optind;  // the word that is read next
    int index = -1;
    // "-" keeps the order: a word that is no option comes as 1 with index −1. ":" tells a missing value apart.
    const int found = getopt_long(static_cast<int>(words.size()), argv.data(), "-:", table.data(), &index);
    if (found == -1) break;
    const std::string& typed = words[at];
    if (found == ':') return Wrong(NameIn(typed), "needs a value");
    if (found != 1)
      return absl::InvalidArgumentError(absl::StrCat("unknown option ", typed.substr(0, typed.find('='))));
    if (index < 0) {
      options.words_.emplace_back(optarg);
      continue;
    }
    const std::string name = table[index].name;
    if (NameIn(typed) != name) return absl::InvalidArgumentError(absl::StrCat("unknown option --", NameIn(typed)));
    if (!options.values_.emplace(name, optarg == nullptr ? "" : optarg).second) return Wrong(name, "is given twice");
  }
  for (size_t i = optind; i < words.size(); ++i) options.words_.push_back(words[i]);
  return options;
}

std::optional<std::string> Options::Find(absl::string_view name) const {
  const auto found = values_.find(std::string(name));
  return found == values_.end() ? std::nullopt : std::optional<std::string>(found->second);
}

absl::StatusOr<std::string> Options::Require(absl::string_view name) const {
  const std::optional<std::string> value = Find(name);
  if (!value.has_value() || value->empty()) return Wrong(name, "is missing");
  return *value;
}

absl::StatusOr<std::optional<double>> Options::FindNumber(absl::string_view name) const {
  const std::optional<std::string> text = Find(name);
  if (!text.has_value()) return std::optional<double>();
  const std::optional<double> number = ParseDecimal(*text);
  if (!number.has_value()) return Wrong(name, "must be a number, with a decimal point");
  return number;
}

absl::StatusOr<double> Options::RequireNumber(absl::string_view name) const {
  RETURN_IF_ERROR(Require(name).status());
  ASSIGN_OR_RETURN(const std::optional<double> number, FindNumber(name));
  return *number;
}

absl::Status Options::ExpectNoWords() const {
  if (words_.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("'", words_[0], "' is no option"));
}

std::optional<double> ParseDecimal(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  const bool decimal = !text.empty() && text.find_first_not_of("0123456789.eE+-") == absl::string_view::npos;
  double number = 0;
  if (!decimal || !absl::SimpleAtod(text, &number) || !std::isfinite(number)) return std::nullopt;
  return number;
}

}  // namespace adagio::cli
