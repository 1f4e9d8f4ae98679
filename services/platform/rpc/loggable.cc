#include "services/platform/rpc/loggable.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "adagio/options/v1/options.pb.h"

namespace adagio::rpc {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// A list that holds one element of a list field, or the value of another field, as text.
std::string ValueOf(const Message& message, const FieldDescriptor& field, int index) {
  const Reflection& r = *message.GetReflection();
  const bool listed = index >= 0;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return (listed ? r.GetRepeatedBool(message, &field, index) : r.GetBool(message, &field)) ? "true" : "false";
    case FieldDescriptor::CPPTYPE_INT32:
      return absl::StrCat(listed ? r.GetRepeatedInt32(message, &field, index) : r.GetInt32(message, &field));
    case FieldDescriptor::CPPTYPE_INT64:
      return absl::StrCat(listed ? r.GetRepeatedInt64(message, &field, index) : r.GetInt64(message, &field));
    case FieldDescriptor::CPPTYPE_UINT32:
      return absl::StrCat(listed ? r.GetRepeatedUInt32(message, &field, index) : r.GetUInt32(message, &field));
    case FieldDescriptor::CPPTYPE_UINT64:
      return absl::StrCat(listed ? r.GetRepeatedUInt64(message, &field, index) : r.GetUInt64(message, &field));
    case FieldDescriptor::CPPTYPE_FLOAT:
      return absl::StrCat(listed ? r.GetRepeatedFloat(message, &field, index) : r.GetFloat(message, &field));
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return absl::StrCat(listed ? r.GetRepeatedDouble(message, &field, index) : r.GetDouble(message, &field));
    case FieldDescriptor::CPPTYPE_ENUM:
      return absl::StrCat(listed ? r.GetRepeatedEnumValue(message, &field, index) : r.GetEnumValue(message, &field));
    case FieldDescriptor::CPPTYPE_STRING: {
      const std::string text = listed ? r.GetRepeatedString(message, &field, index) : r.GetString(message, &field);
      return absl::StrCat("\"", absl::CHexEscape(text), "\"");
    }
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return absl::StrCat(
          "{", Loggable(listed ? r.GetRepeatedMessage(message, &field, index) : r.GetMessage(message, &field)), "}");
  }
  return "[hidden]";
}

// Messages of other packages carry no classes: what holds them says theirs, and their parts are numbers and texts.
bool IsPublic(const FieldDescriptor& field) {
  if (field.file()->package().rfind("adagio.", 0) != 0) return field.file()->package() == "google.protobuf";
  const options::v1::DataClass is = field.options().GetExtension(options::v1::field).data_class();
  // A message that says nothing of itself is as open as each of its fields.
  const bool asks_its_fields = is == options::v1::DATA_CLASS_UNSPECIFIED && field.message_type() != nullptr;
  return is == options::v1::DATA_CLASS_PUBLIC || asks_its_fields;
}

}  // namespace

std::string Loggable(const Message& message) {
  const Reflection& reflection = *message.GetReflection();
  std::string text;
  for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor& field = *message.GetDescriptor()->field(i);
    const absl::string_view gap = text.empty() ? "" : " ";
    if (!IsPublic(field)) {
      absl::StrAppend(&text, gap, field.name(), ": [hidden]");
    } else if (field.is_repeated()) {
      for (int k = 0; k < reflection.FieldSize(message, &field); ++k) {
        absl::StrAppend(&text, text.empty() ? "" : " ", field.name(), ": ", ValueOf(message, field, k));
      }
    } else if (reflection.HasField(message, &field)) {
      absl::StrAppend(&text, gap, field.name(), ": ", ValueOf(message, field, -1));
    }
  }
  return text;
}

}  // namespace adagio::rpc
