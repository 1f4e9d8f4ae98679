#include "services/cli/command.h"

#include <algorithm>
#include <cstdio>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"

namespace adagio::cli {
namespace {

bool IsHelp(absl::string_view word) { return word == "--help" || word == "-h"; }

void PrintTable(std::ostream& out) {
  out << "Usage: adagio COMMAND [OPTION]...\n\nCommands:\n";
  size_t widest = 0;
  for (const Command* command : Commands()) widest = std::max(widest, command->name.size());
  for (const Command* command : Commands()) {
    out << "  " << command->name << std::string(widest - command->name.size() + 2, ' ') << command->summary << "\n";
  }
  out << "\n`adagio COMMAND --help` tells the options and shows an example.\n";
}

// How many words of `args` the command's name takes; 0 where they are not its name.
size_t WordsOfName(const Command& command, const Args& args) {
  const std::vector<absl::string_view> words = absl::StrSplit(command.name, ' ');
  if (args.size() < words.size()) return 0;
  return std::equal(words.begin(), words.end(), args.begin()) ? words.size() : 0;
}

}  // namespace

int RunCommandLine(const Args& args) {
  if (args.empty()) {
    PrintTable(std::cerr);
    return 2;
  }
  if (IsHelp(args[0]) || args[0] == "help") {
    PrintTable(std::cout);
    return 0;
  }
  for (const Command* command : Commands()) {
    const size_t words = WordsOfName(*command, args);
    if (words == 0) continue;
    const Args rest(args.begin() + words, args.end());
    if (std::none_of(rest.begin(), rest.end(), IsHelp)) return command->run(rest);
    std::cout << command->help;
    return 0;
  }
  return Finish("", absl::InvalidArgumentError(absl::StrCat("no command '", args[0], "'; `adagio --help` lists them")));
}

int Finish(absl::string_view command, const absl::Status& status) {
  if (status.ok()) return 0;
  std::cerr << "adagio" << (command.empty() ? "" : " ") << command << ": "
            << absl::StrReplaceAll(status.message(), {{"\n", " "}}) << "\n";
  return absl::IsInvalidArgument(status) ? 2 : 1;
}

}  // namespace adagio::cli
