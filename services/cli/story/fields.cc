#include "services/cli/story/fields.h"

#include <google/protobuf/duration.pb.h>
#include <google/protobuf/timestamp.pb.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "services/cli/story/times.h"

namespace adagio::story {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

const Message& MessageAt(const Place& place) {
  const auto* reflection = place.message->GetReflection();
  return place.position < 0 ? reflection->GetMessage(*place.message, place.field)
                            : reflection->GetRepeatedMessage(*place.message, place.field, place.position);
}

std::string ScalarText(const Place& place) {
  const Message& m = *place.message;
  const FieldDescriptor* f = place.field;
  const int at = place.position;
  const auto* r = m.GetReflection();
  switch (f->cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return absl::StrCat(at < 0 ? r->GetInt32(m, f) : r->GetRepeatedInt32(m, f, at));
    case FieldDescriptor::CPPTYPE_INT64:
      return absl::StrCat(at < 0 ? r->GetInt64(m, f) : r->GetRepeatedInt64(m, f, at));
    case FieldDescriptor::CPPTYPE_UINT32:
      return absl::StrCat(at < 0 ? r->GetUInt32(m, f) : r->GetRepeatedUInt32(m, f, at));
    case FieldDescriptor::CPPTYPE_UINT64:
      return absl::StrCat(at < 0 ? r->GetUInt64(m, f) : r->GetRepeatedUInt64(m, f, at));
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return absl::StrCat(at < 0 ? r->GetDouble(m, f) : r->GetRepeatedDouble(m, f, at));
    case FieldDescriptor::CPPTYPE_FLOAT:
      return absl::StrCat(at < 0 ? r->GetFloat(m, f) : r->GetRepeatedFloat(m, f, at));
    case FieldDescriptor::CPPTYPE_BOOL:
      return (at < 0 ? r->GetBool(m, f) : r->GetRepeatedBool(m, f, at)) ? "true" : "false";
    case FieldDescriptor::CPPTYPE_ENUM:
      return ShortName(f, at < 0 ? r->GetEnumValue(m, f) : r->GetRepeatedEnumValue(m, f, at));
    case FieldDescriptor::CPPTYPE_STRING:
      return at < 0 ? r->GetString(m, f) : r->GetRepeatedString(m, f, at);
    case FieldDescriptor::CPPTYPE_MESSAGE:
      break;
  }
  return "";
}

std::string MessageText(const Place& place) {
  const Message& message = MessageAt(place);
  if (IsTimestamp(place.field)) return absl::FormatTime(absl::RFC3339_full, TimeOf(message), absl::UTCTimeZone());
  if (IsDuration(place.field)) return TellLength(LengthOf(message));
  return absl::StrJoin(LeavesOf(message), " ", [](std::string* out, const Leaf& leaf) {
    absl::StrAppend(out, leaf.path, "=", TextOf(leaf.place));
  });
}

void AddLeaves(const Message& message, const std::string& path, std::vector<Leaf>& leaves);

void AddPlace(const Place& place, std::string path, std::vector<Leaf>& leaves) {
  const bool inner = place.field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !IsTimestamp(place.field) &&
                     !IsDuration(place.field);
  if (inner) return AddLeaves(MessageAt(place), absl::StrCat(path, "."), leaves);
  leaves.push_back({std::move(path), place});
}

void AddLeaves(const Message& message, const std::string& path, std::vector<Leaf>& leaves) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const std::string here = absl::StrCat(path, field->name());
    if (!field->is_repeated()) {
      AddPlace({&message, field}, here, leaves);
      continue;
    }
    for (int i = 0; i < SizeOf({&message, field}); ++i) {
      AddPlace({&message, field, i}, absl::StrCat(here, "[", i, "]"), leaves);
    }
  }
}

bool IsType(const FieldDescriptor* field, const char* full_name) {
  return field->message_type() != nullptr && field->message_type()->full_name() == full_name;
}

}  // namespace

bool IsTimestamp(const FieldDescriptor* field) { return IsType(field, "google.protobuf.Timestamp"); }
bool IsDuration(const FieldDescriptor* field) { return IsType(field, "google.protobuf.Duration"); }

absl::Time TimeOf(const Message& timestamp) {
  google::protobuf::Timestamp time;
  time.CopyFrom(timestamp);
  return absl::FromUnixSeconds(time.seconds()) + absl::Nanoseconds(time.nanos());
}

absl::Duration LengthOf(const Message& duration) {
  google::protobuf::Duration length;
  length.CopyFrom(duration);
  return absl::Seconds(length.seconds()) + absl::Nanoseconds(length.nanos());
}

bool IsAbsent(const Place& place) {
  if (place.position >= 0) return false;
  const auto* reflection = place.message->GetReflection();
  if (place.field->is_repeated()) return reflection->FieldSize(*place.message, place.field) == 0;
  return !reflection->HasField(*place.message, place.field);
}

int SizeOf(const Place& place) {
  const bool list = place.field->is_repeated() && place.position < 0;
  if (list) return place.message->GetReflection()->FieldSize(*place.message, place.field);
  return IsAbsent(place) ? 0 : 1;
}

std::string TextOf(const Place& place) {
  if (place.field->is_repeated() && place.position < 0) {
    std::vector<std::string> elements;
    for (int i = 0; i < SizeOf(place); ++i) elements.push_back(TextOf({place.message, place.field, i}));
    return absl::StrJoin(elements, ", ");
  }
  return place.field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE ? MessageText(place) : ScalarText(place);
}

std::string ShortName(const FieldDescriptor* field, int number) {
  const auto* type = field->enum_type();
  const auto* value = type->FindValueByNumber(number);
  if (value == nullptr) return absl::StrCat(number);
  absl::string_view prefix = type->value(0)->name();
  if (!absl::ConsumeSuffix(&prefix, "UNSPECIFIED")) return value->name();
  return std::string(absl::StripPrefix(value->name(), prefix));
}

std::vector<Leaf> LeavesOf(const Message& message) {
  std::vector<Leaf> leaves;
  AddLeaves(message, "", leaves);
  return leaves;
}

}  // namespace adagio::story
