#include "services/cli/story/transcript.h"

#include <filesystem>
#include <fstream>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/cli/story/times.h"

namespace adagio::story {
namespace {

constexpr size_t kUuidLength = 36;

std::string AliasOf(const std::string& value, const char* kind, std::map<std::string, std::string>& aliases) {
  const auto known = aliases.find(value);
  if (known != aliases.end()) return known->second;
  return aliases[value] = absl::StrCat(kind, aliases.size() + 1);
}

// `text` with each UUID in it replaced.
std::string WithoutUuids(const std::string& text, std::map<std::string, std::string>& aliases) {
  std::string shown;
  for (size_t i = 0; i < text.size();) {
    const std::string here = text.substr(i, kUuidLength);
    if (!Uuid::Parse(here).ok()) {
      shown += text[i++];
      continue;
    }
    shown += AliasOf(here, "id", aliases);
    i += kUuidLength;
  }
  return shown;
}

bool IsOpaque(const std::string& field) {
  return absl::EndsWith(field, "page_token") || absl::EndsWith(field, "cursor") || field == "etag";
}

}  // namespace

std::string Transcripts::Show(const Place& place, const Scene& scene, Page& page) {
  const std::string text = TextOf(place);
  if (IsTimestamp(place.field)) {
    const auto* reflection = place.message->GetReflection();
    const auto& time = place.position < 0 ? reflection->GetMessage(*place.message, place.field)
                                          : reflection->GetRepeatedMessage(*place.message, place.field, place.position);
    return TellTime(TimeOf(time), scene.beginning);
  }
  if (place.field->cpp_type() != google::protobuf::FieldDescriptor::CPPTYPE_STRING) return text;
  const bool bytes = place.field->type() == google::protobuf::FieldDescriptor::TYPE_BYTES;  // keys and signatures
  if (bytes || IsOpaque(place.field->name())) return AliasOf(text, "token", page.aliases);
  return absl::Utf8SafeCEscape(WithoutUuids(scene.names.PutBack(text), page.aliases));
}

void Transcripts::AddLeaves(const google::protobuf::Message& message, const char* mark, const Scene& scene,
                            Page& page) {
  for (const Leaf& leaf : LeavesOf(message)) {
    if (leaf.path == "request_id") continue;  // the caller's own, and drawn for each step
    absl::StrAppend(&page.text, "  ", mark, " ", leaf.path, ": ", Show(leaf.place, scene, page), "\n");
  }
}

void Transcripts::Attend(const Scene& scene) {
  if (scene.actor == nullptr) return;
  Page& page = pages_[scene.actor->name()];
  absl::StrAppend(&page.text, TellTime(scene.at, scene.beginning), " ", scene.step.method->name(), "\n");
  AddLeaves(*scene.request, ">", scene, page);
  const Outcome& outcome = *scene.outcome;
  if (scene.raced) {
    absl::StrAppend(&page.text, "  < one of its allowed outcomes\n");
  } else if (!outcome.ok()) {
    absl::StrAppend(&page.text, "  < ", outcome.Name(), ": ", WithoutUuids(outcome.message, page.aliases), "\n");
    for (const std::string& field : outcome.violates) absl::StrAppend(&page.text, "  < violates: ", field, "\n");
  } else {
    absl::StrAppend(&page.text, "  < OK, ", outcome.answer_size, " bytes\n");
    AddLeaves(*outcome.answer, "<", scene, page);
  }
}

absl::Status Transcripts::Write(const std::string& directory) const {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  for (const auto& [actor, page] : pages_) {
    std::ofstream file(std::filesystem::path(directory) / absl::StrCat(actor, ".txt"), std::ios::binary);
    file << page.text;
    file.close();
    if (!file) return absl::UnavailableError(absl::StrCat("cannot write transcripts into '", directory, "'"));
  }
  return absl::OkStatus();
}

}  // namespace adagio::story
