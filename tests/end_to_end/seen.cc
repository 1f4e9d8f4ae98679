#include "tests/end_to_end/seen.h"

#include <regex>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/support/process.h"

namespace adagio::test {
namespace {

namespace fs = std::filesystem;

// Shorter ones could stand there by chance.
constexpr size_t kShortest = 8;

}  // namespace

std::vector<std::string> SeenIn(const fs::path& folder, const std::vector<std::string>& texts) {
  std::vector<std::string> seen;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const std::string content = TextOf(entry.path());
    for (const std::string& text : texts) {
      if (absl::StrContains(content, text)) {
        seen.push_back(absl::StrCat(fs::relative(entry.path(), folder).string(), " holds: ", text));
      }
    }
  }
  return seen;
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
