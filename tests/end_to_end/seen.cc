#include "tests/end_to_end/seen.h"

#include <cstdint>
#include <cstring>
#include <regex>
#include <set>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/support/process.h"

namespace adagio::test {
namespace {

namespace fs = std::filesystem;

// Shorter ones could stand there by chance.
constexpr size_t kShortest = 8;

uint64_t BeginningOf(const char* text) {
  uint64_t beginning;
  std::memcpy(&beginning, text, kShortest);
  return beginning;
}

}  // namespace

std::vector<std::string> SeenIn(const fs::path& folder, const std::vector<std::string>& texts) {
  absl::flat_hash_map<uint64_t, std::vector<std::string>> by_beginning;
  for (const std::string& text : texts) by_beginning[BeginningOf(text.c_str())].push_back(text);
  std::set<std::string> seen;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const std::string content = TextOf(entry.path());
    for (size_t at = 0; at + kShortest <= content.size(); ++at) {
      if (content[at] == 0) continue;  // as most of a database's files is
      const auto found = by_beginning.find(BeginningOf(&content[at]));
      if (found == by_beginning.end()) continue;
      for (const std::string& text : found->second) {
        if (content.compare(at, text.size(), text) != 0) continue;
        seen.insert(absl::StrCat(fs::relative(entry.path(), folder).string(), " holds: ", text));
      }
    }
  }
  return {seen.begin(), seen.end()};
}

std::vector<std::string> TextsOfStory(const fs::path& story) {
  static const std::regex kFields(
      "\\b(answer|reason|consultant|display_name|pause_signal|soft_no_phrase|tentative_acknowledgement|check_in_plan|"
      "exit_strategy|felt_good|felt_hard|to_adjust|text): \"([^\"]*)\"");
  static const std::regex kBeginWith("\\bbegin_with: \"([^\"]*)\"");
  static const std::regex kConstant("[A-Z_]*");
  // What a practice is called says nothing of whom it treats, and is kept in clear.
  static const std::regex kPractice("\\bCreatePractice \\{[^}]*\\}");
  const std::string text = std::regex_replace(TextOf(story), kPractice, "");
  std::vector<std::string> texts;
  std::smatch begin;
  if (std::regex_search(text, begin, kBeginWith)) texts = TextsOfStory(story.parent_path() / begin[1].str());
  for (std::sregex_iterator field(text.begin(), text.end(), kFields), end; field != end; ++field) {
    const std::string said = (*field)[2];
    // The reason of an expectation is a constant, and a name in braces is not what is sent.
    const bool sent = !std::regex_match(said, kConstant) && !absl::StrContains(said, "${");
    if (sent && said.size() >= kShortest) texts.push_back(said);
  }
  return texts;
}

}  // namespace adagio::test
