#include "tests/paired_worlds/knowledge.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "tests/support/requests.h"

namespace adagio::test {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// Enough to choose from.
constexpr size_t kMostWords = 60;

template <typename Value>
void AddNew(std::vector<Value>& values, const Value& value, size_t most) {
  if (values.size() < most && std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
}

template <typename Map>
const typename Map::mapped_type& Find(const Map& map, const std::string& key) {
  static const auto& none = *new typename Map::mapped_type();
  const auto found = map.find(key);
  return found == map.end() ? none : found->second;
}

// "activities" holds what "activity" names.
std::string OneOf(const std::string& field) {
  if (absl::EndsWith(field, "ies")) return absl::StrCat(field.substr(0, field.size() - 3), "y");
  return std::string(absl::StripSuffix(field, "s"));
}

}  // namespace

bool IsSealed(const FieldDescriptor& field) {
  return field.type() == FieldDescriptor::TYPE_STRING &&
         (absl::EndsWith(field.name(), "token") || absl::EndsWith(field.name(), "cursor") || field.name() == "etag");
}

void Knowledge::LearnName(const std::string& name) { AddNew(names_[ShapeOf(name)], name, 1000); }

void Knowledge::Learn(const Message& message) {
  const Reflection& how = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  how.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const int count = field->is_repeated() ? how.FieldSize(message, field) : 1;
    const std::string kind = OneOf(std::string(field->name()));
    for (int i = 0; i < count; ++i) {
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        Learn(field->is_repeated() ? how.GetRepeatedMessage(message, field, i) : how.GetMessage(message, field));
      } else if (field->type() == FieldDescriptor::TYPE_STRING && !IsSealed(*field)) {
        const std::string text =
            field->is_repeated() ? how.GetRepeatedString(message, field, i) : how.GetString(message, field);
        if (ShapeOf(text).empty()) {
          AddNew(words_[kind], text, kMostWords);
        } else {
          LearnName(text);
        }
      } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_INT32) {
        AddNew<int64_t>(numbers_[kind],
                        field->is_repeated() ? how.GetRepeatedInt32(message, field, i) : how.GetInt32(message, field),
                        kMostWords);
      }
    }
  }
  // The key of an activity or an instrument is what others call by its kind.
  const auto* key = message.GetDescriptor()->FindFieldByName("key");
  if (key == nullptr || key->type() != FieldDescriptor::TYPE_STRING) return;
  AddNew(words_[absl::AsciiStrToLower(message.GetDescriptor()->name())], how.GetString(message, key), kMostWords);
}

void Knowledge::LearnSealed(const std::string& method, const Message& message) {
  const Reflection& how = *message.GetReflection();
  for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor& field = *message.GetDescriptor()->field(i);
    if (!IsSealed(field) || field.is_repeated()) continue;
    const std::string text = how.GetString(message, &field);
    sealed_[field.name() == "cursor" ? "cursor" : absl::StrCat(method, " ", field.name())] = text;
  }
}

bool Knowledge::Knows(const std::string& name) const {
  const std::vector<std::string>& known = Names(ShapeOf(name));
  return std::find(known.begin(), known.end(), name) != known.end();
}

const std::vector<std::string>& Knowledge::Names(const std::string& shape) const { return Find(names_, shape); }
const std::vector<std::string>& Knowledge::Words(const std::string& field) const { return Find(words_, OneOf(field)); }
const std::vector<int64_t>& Knowledge::Numbers(const std::string& field) const { return Find(numbers_, OneOf(field)); }
const std::string& Knowledge::Sealed(const std::string& kind) const { return Find(sealed_, kind); }

}  // namespace adagio::test
