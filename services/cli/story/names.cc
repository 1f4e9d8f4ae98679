#include "services/cli/story/names.h"

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/platform/foundation/status.h"

namespace adagio::story {
namespace {

constexpr absl::string_view kUuid = "uuid:";
constexpr absl::string_view kLetters = "letters:";
constexpr uint32_t kMostLetters = 10'000'000;

// Splits `text` at its placeholders: even entries are plain, odd ones are what stood between "${" and "}".
absl::StatusOr<std::vector<std::string>> Split(absl::string_view text) {
  std::vector<std::string> parts;
  while (true) {
    const size_t open = text.find("${");
    parts.emplace_back(text.substr(0, open));
    if (open == absl::string_view::npos) return parts;
    const size_t close = text.find('}', open);
    if (close == absl::string_view::npos) return absl::InvalidArgumentError("a ${ without its }");
    parts.emplace_back(text.substr(open + 2, close - open - 2));
    text.remove_prefix(close + 1);
  }
}

}  // namespace

absl::StatusOr<std::vector<std::string>> PlaceholdersIn(absl::string_view text) {
  ASSIGN_OR_RETURN(const std::vector<std::string> parts, Split(text));
  std::vector<std::string> placeholders;
  for (size_t i = 1; i < parts.size(); i += 2) placeholders.push_back(parts[i]);
  return placeholders;
}

bool StandsByItself(absl::string_view placeholder) {
  uint32_t count = 0;
  if (absl::ConsumePrefix(&placeholder, kLetters)) {
    return absl::SimpleAtoi(placeholder, &count) && count <= kMostLetters;
  }
  return absl::StartsWith(placeholder, kUuid) && placeholder.size() > kUuid.size();
}

absl::StatusOr<std::string> Names::Expand(absl::string_view text) {
  ASSIGN_OR_RETURN(const std::vector<std::string> parts, Split(text));
  std::string expanded;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i % 2 == 0) {
      expanded += parts[i];
      continue;
    }
    ASSIGN_OR_RETURN(const std::string value, ValueOf(parts[i]));
    expanded += value;
  }
  return expanded;
}

absl::StatusOr<std::string> Names::ValueOf(const std::string& placeholder) {
  if (const auto known = values_.find(placeholder); known != values_.end()) return known->second;
  if (!StandsByItself(placeholder)) {
    return absl::InvalidArgumentError(absl::StrCat("nothing is remembered as '", placeholder, "'"));
  }
  absl::string_view rest = placeholder;
  uint32_t count = 0;
  if (absl::ConsumePrefix(&rest, kLetters) && absl::SimpleAtoi(rest, &count)) return std::string(count, 'a');
  return values_[placeholder] = entropy_.NewUuid().ToString();
}

std::string Names::PutBack(absl::string_view text) const {
  absl::string_view best_name;
  size_t best_length = 0;
  for (const auto& [name, value] : values_) {
    const bool resource = absl::StrContains(value, '/') || absl::StartsWith(name, kUuid);
    if (!resource || value.size() <= best_length || !absl::StartsWith(text, value)) continue;
    if (text.size() > value.size() && text[value.size()] != '/') continue;
    best_name = name;
    best_length = value.size();
  }
  if (best_length == 0) return std::string(text);
  return absl::StrCat("${", best_name, "}", text.substr(best_length));
}

}  // namespace adagio::story
