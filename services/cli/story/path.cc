#include <cctype>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/cli/story/fields.h"
#include "services/platform/foundation/status.h"

namespace adagio::story {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

absl::Status NoField(absl::string_view name, const Descriptor* type) {
  return absl::InvalidArgumentError(absl::StrCat(type->name(), " has no field '", name, "'"));
}

// Takes the next part, up to a dot outside brackets, off the front of `text`.
absl::StatusOr<absl::string_view> TakePart(absl::string_view* text) {
  size_t end = 0;
  bool inside = false;
  for (; end < text->size() && (inside || (*text)[end] != '.'); ++end) {
    if ((*text)[end] == '[') inside = true;
    if ((*text)[end] == ']') inside = false;
  }
  if (inside) return absl::InvalidArgumentError("a [ without its ]");
  const absl::string_view part = text->substr(0, end);
  text->remove_prefix(std::min(end + 1, text->size()));
  return part;
}

// Reads what stands in the brackets behind a list's name.
absl::Status ReadChoice(absl::string_view choice, Path::Part& part) {
  if (!part.field->is_repeated()) {
    return absl::InvalidArgumentError(absl::StrCat("'", part.field->name(), "' is no list"));
  }
  int position = 0;
  if (absl::SimpleAtoi(choice, &position)) {
    part.position = position;
    return absl::OkStatus();
  }
  const size_t equals = choice.find('=');
  const Descriptor* element = part.field->message_type();
  if (equals == absl::string_view::npos || element == nullptr) {
    return absl::InvalidArgumentError(absl::StrCat("'[", choice, "]' is neither [POSITION] nor [FIELD=VALUE]"));
  }
  part.chosen_by = element->FindFieldByName(std::string(choice.substr(0, equals)));
  if (part.chosen_by == nullptr) return NoField(choice.substr(0, equals), element);
  part.chosen_value = std::string(choice.substr(equals + 1));
  return absl::OkStatus();
}

absl::StatusOr<Path::Part> ReadPart(absl::string_view text, const Descriptor* type) {
  const size_t bracket = text.find('[');
  Path::Part part;
  part.field = type->FindFieldByName(std::string(text.substr(0, bracket)));
  if (part.field == nullptr) return NoField(text.substr(0, bracket), type);
  if (bracket == absl::string_view::npos) return part;
  if (text.back() != ']') return absl::InvalidArgumentError(absl::StrCat("'", text, "' goes on after its ]"));
  RETURN_IF_ERROR(ReadChoice(text.substr(bracket + 1, text.size() - bracket - 2), part));
  return part;
}

absl::StatusOr<int> Choose(const Message& message, const Path::Part& part, const Expand& expand) {
  if (part.position.has_value()) return *part.position;
  ASSIGN_OR_RETURN(const std::string wanted, expand(part.chosen_value));
  const auto* reflection = message.GetReflection();
  const int size = reflection->FieldSize(message, part.field);
  for (int i = 0; i < size; ++i) {
    if (TextOf({&reflection->GetRepeatedMessage(message, part.field, i), part.chosen_by}) == wanted) return i;
  }
  return size;
}

}  // namespace

bool Path::ends_at_list() const {
  const Part& part = parts.back();
  return part.field->is_repeated() && !part.position.has_value() && part.chosen_by == nullptr;
}

absl::StatusOr<Path> ParsePath(absl::string_view text, const Descriptor* type) {
  if (text.empty()) return absl::InvalidArgumentError("an empty path");
  Path path;
  while (!text.empty()) {
    if (type == nullptr) {
      return absl::InvalidArgumentError(absl::StrCat("'", path.last()->name(), "' has nothing inside"));
    }
    ASSIGN_OR_RETURN(const absl::string_view next, TakePart(&text));
    ASSIGN_OR_RETURN(Path::Part part, ReadPart(next, type));
    type = part.field->message_type();
    path.parts.push_back(std::move(part));
    if (!text.empty() && path.ends_at_list()) {
      return absl::InvalidArgumentError(absl::StrCat("'", path.last()->name(), "' is a list: say which element"));
    }
  }
  return path;
}

absl::StatusOr<std::optional<Place>> Find(const Message& message, const Path& path, const Expand& expand) {
  const Message* at = &message;
  for (size_t i = 0; i < path.parts.size(); ++i) {
    const Path::Part& part = path.parts[i];
    const auto* reflection = at->GetReflection();
    const bool last = i + 1 == path.parts.size();
    if (part.position.has_value() || part.chosen_by != nullptr) {
      ASSIGN_OR_RETURN(const int position, Choose(*at, part, expand));
      if (position < 0 || position >= reflection->FieldSize(*at, part.field)) return std::optional<Place>();
      if (last) return std::optional<Place>(Place{at, part.field, position});
      at = &reflection->GetRepeatedMessage(*at, part.field, position);
      continue;
    }
    if (last) return std::optional<Place>(Place{at, part.field});
    if (!reflection->HasField(*at, part.field)) return std::optional<Place>();
    at = &reflection->GetMessage(*at, part.field);
  }
  return std::optional<Place>();
}

absl::StatusOr<Message*> FindForWriting(Message& message, const Path& path) {
  Message* at = &message;
  for (const Path::Part& part : path.parts) {
    const auto* reflection = at->GetReflection();
    if (part.field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE || part.chosen_by != nullptr) {
      return absl::InvalidArgumentError(absl::StrCat("'", part.field->name(), "' cannot be set by a step"));
    }
    if (!part.field->is_repeated()) {
      at = reflection->MutableMessage(at, part.field);
      continue;
    }
    if (!part.position.has_value() || *part.position >= reflection->FieldSize(*at, part.field)) {
      return absl::InvalidArgumentError(absl::StrCat("'", part.field->name(), "' has no such element"));
    }
    at = reflection->MutableRepeatedMessage(at, part.field, *part.position);
  }
  return at;
}

}  // namespace adagio::story
