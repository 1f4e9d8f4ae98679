#pragma once

#include <google/protobuf/message.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace adagio::story {

// A way into a message: fields joined by dots, list elements picked by position, "items[2]", or by what one of their
// fields says, "partners[display_name=Dana]".
struct Path {
  struct Part {
    const google::protobuf::FieldDescriptor* field = nullptr;
    std::optional<int> position;
    const google::protobuf::FieldDescriptor* chosen_by = nullptr;
    std::string chosen_value;  // may hold ${name}
  };
  std::vector<Part> parts;

  const google::protobuf::FieldDescriptor* last() const { return parts.back().field; }
  // Whether the path ends at a whole list.
  bool ends_at_list() const;
};

// Reads a path and resolves it against `type`. INVALID_ARGUMENT that names the first part `type` does not have.
absl::StatusOr<Path> ParsePath(absl::string_view text, const google::protobuf::Descriptor* type);

// Where a path ends in one message: a field, one element of it, or the whole list (position -1).
struct Place {
  const google::protobuf::Message* message;
  const google::protobuf::FieldDescriptor* field;
  int position = -1;
};

// Replaces the ${name}s of a chosen value.
using Expand = std::function<absl::StatusOr<std::string>(absl::string_view)>;

// Where `path` ends in `message`; nothing where a message on the way is not set or no element matches.
absl::StatusOr<std::optional<Place>> Find(const google::protobuf::Message& message, const Path& path,
                                          const Expand& expand);
// The field `path` names in `message`, for writing: messages on the way are made, list elements must be there.
absl::StatusOr<google::protobuf::Message*> FindForWriting(google::protobuf::Message& message, const Path& path);

// Whether there is nothing at `place`: a field that is not set, a default value, an empty list.
bool IsAbsent(const Place& place);
// How many elements a list has; 1 or 0 for any other place.
int SizeOf(const Place& place);
// The value as text: enums by their short name, times as RFC 3339, lengths as 10m; a list's elements joined by ", ".
std::string TextOf(const Place& place);
// The name of an enum's value without what all values of the enum begin with: "PAUSED".
std::string ShortName(const google::protobuf::FieldDescriptor* field, int number);

// One value of a message, with the path that leads to it.
struct Leaf {
  std::string path;
  Place place;
};
// Every leaf that is set in `message`, in the order of its fields. Lives no longer than the message.
std::vector<Leaf> LeavesOf(const google::protobuf::Message& message);

// Whether the field is a message shown as one value: a Timestamp or a Duration.
bool IsTimestamp(const google::protobuf::FieldDescriptor* field);
bool IsDuration(const google::protobuf::FieldDescriptor* field);
// The value of such a message.
absl::Time TimeOf(const google::protobuf::Message& timestamp);
absl::Duration LengthOf(const google::protobuf::Message& duration);

}  // namespace adagio::story
