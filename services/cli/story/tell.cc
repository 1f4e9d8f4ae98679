#include "services/cli/story/tell.h"

#include <cctype>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/cli/story/fields.h"
#include "services/platform/foundation/status.h"

namespace adagio::story {
namespace {

using google::protobuf::FieldDescriptor;

constexpr absl::string_view kNothing = "-";

bool IsOfRefusal(absl::string_view inner) { return inner == "code" || inner == "reason"; }

// Splits at braces: even entries are plain, odd ones stood between { and }.
absl::StatusOr<std::vector<std::string>> Split(absl::string_view tell) {
  std::vector<std::string> parts;
  while (true) {
    const size_t open = tell.find('{');
    parts.emplace_back(tell.substr(0, open));
    if (open == absl::string_view::npos) return parts;
    const size_t close = tell.find('}', open);
    if (close == absl::string_view::npos) return absl::InvalidArgumentError("a { without its }");
    parts.emplace_back(tell.substr(open + 1, close - open - 1));
    tell.remove_prefix(close + 1);
  }
}

std::string Plain(absl::string_view name) { return absl::StrReplaceAll(absl::AsciiStrToLower(name), {{"_", " "}}); }

bool IsKey(absl::string_view text) {
  for (const char c : text) {
    if (!absl::ascii_islower(c) && !absl::ascii_isdigit(c) && c != '_' && c != ',' && c != ' ') return false;
  }
  return absl::StrContains(text, '_');
}

std::string ValueInWords(const Outcome& outcome, const std::string& path_text) {
  if (outcome.answer == nullptr) return std::string(kNothing);
  const absl::StatusOr<Path> path = ParsePath(path_text, outcome.answer->GetDescriptor());
  const Expand as_is = [](absl::string_view text) { return std::string(text); };
  const auto place = Find(*outcome.answer, *path, as_is);
  if (!place.ok() || !place->has_value()) return std::string(kNothing);
  const FieldDescriptor* field = (*place)->field;
  const std::string text = TextOf(**place);
  if (field->cpp_type() == FieldDescriptor::CPPTYPE_BOOL) return text == "true" ? "yes" : "no";
  if (IsAbsent(**place)) return std::string(kNothing);
  if (const size_t slash = text.find('/'); absl::StartsWith(text, "adagio.") && slash != std::string::npos) {
    return InWords(text.substr(slash + 1));  // the full name of a method
  }
  const bool symbol = field->cpp_type() == FieldDescriptor::CPPTYPE_ENUM || IsKey(text);
  return symbol ? Plain(text) : text;
}

std::string Refusal(const Outcome& outcome) {
  return Plain(outcome.reason.empty() ? absl::StatusCodeToString(outcome.code) : outcome.reason);
}

}  // namespace

std::string InWords(absl::string_view name) {
  std::string words;
  for (const char c : name) {
    if (absl::ascii_isupper(c) && !words.empty()) words += ' ';
    words += absl::ascii_tolower(c);
  }
  return words;
}

std::string Tell(absl::string_view tell, const google::protobuf::MethodDescriptor& method, const Outcome& outcome) {
  if (tell == "-") return "";
  std::string told;
  bool refusal_told = outcome.ok();
  const std::string written = tell.empty() ? InWords(method.name()) : std::string(tell);
  const absl::StatusOr<std::vector<std::string>> parts = Split(written);
  if (!parts.ok()) return written;
  for (size_t i = 0; i < parts->size(); ++i) {
    const std::string& part = (*parts)[i];
    if (i % 2 == 0) {
      told += part;
    } else if (IsOfRefusal(part)) {
      told += part == "code" ? Plain(absl::StatusCodeToString(outcome.code)) : Refusal(outcome);
      refusal_told = true;
    } else {
      told += ValueInWords(outcome, part);
    }
  }
  return refusal_told ? told : absl::StrCat(told, " (refused: ", Refusal(outcome), ")");
}

absl::Status CheckTell(absl::string_view tell, const google::protobuf::Descriptor* type) {
  ASSIGN_OR_RETURN(const std::vector<std::string> parts, Split(tell));
  for (size_t i = 1; i < parts.size(); i += 2) {
    if (IsOfRefusal(parts[i])) continue;
    RETURN_IF_ERROR(ParsePath(parts[i], type).status());
  }
  return absl::OkStatus();
}

}  // namespace adagio::story
