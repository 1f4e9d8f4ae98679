#include "tests/support/requests.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "adagio/options/v1/options.pb.h"
#include "services/platform/foundation/ids.h"
#include "tests/support/person.h"

namespace adagio::test {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr char kUnitShape[] = "practices/{}/treatmentUnits/{}";
constexpr int64_t kSomeTime = 1'772'481'600;
constexpr int64_t kSomeLength = 600;

const options::v1::Field& RuleOf(const FieldDescriptor& field) {
  return field.options().GetExtension(options::v1::field);
}

bool HoldsNames(const Descriptor* type, std::set<const Descriptor*>& seen) {
  if (!seen.insert(type).second) return false;
  for (int i = 0; i < type->field_count(); ++i) {
    const FieldDescriptor& field = *type->field(i);
    if (!RuleOf(field).resource().empty()) return true;
    if (field.message_type() != nullptr && HoldsNames(field.message_type(), seen)) return true;
  }
  return false;
}

bool IsFilled(const FieldDescriptor& field, Fields fields) {
  const options::v1::Field& is = RuleOf(field);
  if (is.required() || is.min_items() > 0) return true;
  if (fields == Fields::kRequired) return false;
  std::set<const Descriptor*> seen;
  const bool holds = field.message_type() != nullptr && HoldsNames(field.message_type(), seen);
  return !is.resource().empty() || holds || field.type() == FieldDescriptor::TYPE_BOOL;
}

// Writes one value of a field: the whole of it, or the next element of a list.
class Writer {
 public:
  Writer(Message& message, const FieldDescriptor& field)
      : message_(message), field_(field), how_(*message.GetReflection()) {}

  void Text(const std::string& text) {
    field_.is_repeated() ? how_.AddString(&message_, &field_, text) : how_.SetString(&message_, &field_, text);
  }
  void Enum(int number) {
    field_.is_repeated() ? how_.AddEnumValue(&message_, &field_, number)
                         : how_.SetEnumValue(&message_, &field_, number);
  }
  void Number(int64_t number) {
    const auto put = [&](auto add, auto set) {
      field_.is_repeated() ? (how_.*add)(&message_, &field_, number) : (how_.*set)(&message_, &field_, number);
    };
    switch (field_.cpp_type()) {
      case FieldDescriptor::CPPTYPE_INT32:
        return put(&Reflection::AddInt32, &Reflection::SetInt32);
      case FieldDescriptor::CPPTYPE_INT64:
        return put(&Reflection::AddInt64, &Reflection::SetInt64);
      case FieldDescriptor::CPPTYPE_UINT32:
        return put(&Reflection::AddUInt32, &Reflection::SetUInt32);
      case FieldDescriptor::CPPTYPE_UINT64:
        return put(&Reflection::AddUInt64, &Reflection::SetUInt64);
      case FieldDescriptor::CPPTYPE_DOUBLE:
        return put(&Reflection::AddDouble, &Reflection::SetDouble);
      case FieldDescriptor::CPPTYPE_FLOAT:
        return put(&Reflection::AddFloat, &Reflection::SetFloat);
      default:
        return put(&Reflection::AddBool, &Reflection::SetBool);
    }
  }
  Message& Inner() {
    return *(field_.is_repeated() ? how_.AddMessage(&message_, &field_) : how_.MutableMessage(&message_, &field_));
  }

 private:
  Message& message_;
  const FieldDescriptor& field_;
  const Reflection& how_;
};

void FillMessage(Message& message, const Place& place, Fields fields, int depth);

void FillWellKnown(Message& message) {
  const Descriptor* type = message.GetDescriptor();
  const FieldDescriptor* seconds = type->FindFieldByName("seconds");
  if (seconds != nullptr) {
    message.GetReflection()->SetInt64(&message, seconds, type->name() == "Duration" ? kSomeLength : kSomeTime);
  }
  const FieldDescriptor* paths = type->FindFieldByName("paths");
  if (paths != nullptr) message.GetReflection()->AddString(&message, paths, "text");
  const FieldDescriptor* value = type->FindFieldByName("value");
  if (value != nullptr) Writer(message, *value).Number(1);
}

// The words that services know, by the names of their fields: with them more can be made.
constexpr std::pair<absl::string_view, const char*> kKnownWords[] = {
    {"activity", "hand_holding"}, {"activities", "hand_holding"}, {"instrument", "phq9"}, {"time_zone", "UTC"}};

std::string TextFor(const FieldDescriptor& field, const Place& place, size_t n) {
  const options::v1::Field& is = RuleOf(field);
  if (is.uuid()) return NewId();
  if (!is.resource().empty()) return NameIn(place, is.resource(), n);
  for (const auto& [name, word] : kKnownWords) {
    if (field.name() == name) return word;
  }
  return std::string(std::max<size_t>(is.min_length(), 1), 'x');
}

void FillValue(Message& message, const FieldDescriptor& field, const Place& place, Fields fields, int depth, size_t n) {
  const options::v1::Field& is = RuleOf(field);
  Writer writer(message, field);
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return writer.Text(TextFor(field, place, n));
    case FieldDescriptor::CPPTYPE_ENUM:
      return writer.Enum(field.enum_type()->value(std::min(1, field.enum_type()->value_count() - 1))->number());
    case FieldDescriptor::CPPTYPE_MESSAGE: {
      Message& inner = writer.Inner();
      const bool well_known = absl::StartsWith(field.message_type()->full_name(), "google.protobuf.");
      return well_known ? FillWellKnown(inner) : FillMessage(inner, place, fields, depth + 1);
    }
    default:
      return writer.Number(is.has_range() ? std::max<int64_t>(is.least(), std::min<int64_t>(1, is.greatest())) : 1);
  }
}

void FillMessage(Message& message, const Place& place, Fields fields, int depth) {
  const Descriptor* type = message.GetDescriptor();
  for (int i = 0; i < type->field_count() && depth < 5; ++i) {
    const FieldDescriptor& field = *type->field(i);
    const auto* choice = field.real_containing_oneof();
    const bool chosen = choice != nullptr && message.GetReflection()->HasOneof(message, choice);
    if (chosen || (choice == nullptr && !IsFilled(field, fields))) continue;
    const size_t count = field.is_repeated() ? std::max<size_t>(RuleOf(field).min_items(), 1) : 1;
    for (size_t n = 0; n < count; ++n) FillValue(message, field, place, fields, depth, n);
  }
}

}  // namespace

std::string ShapeOf(const std::string& name) {
  std::vector<std::string> parts = absl::StrSplit(name, '/');
  if (parts.size() % 2 != 0 || parts[0] != "practices") return "";
  for (size_t i = 1; i < parts.size(); i += 2) {
    if (!Uuid::Parse(parts[i]).ok()) return "";
    parts[i] = "{}";
  }
  return absl::StrJoin(parts, "/");
}

std::string NameIn(const Place& place, const std::string& shape, size_t n) {
  const auto known = place.known.find(shape);
  if (known == place.known.end() || known->second.empty()) return MadeUpName(place, shape);
  return known->second[n % known->second.size()];
}

std::string MadeUpName(const Place& place, const std::string& shape) {
  std::string name = absl::StartsWith(shape, kUnitShape) ? place.unit : place.practice;
  std::string rest = shape.substr(ShapeOf(name).size());
  for (size_t at = rest.find("{}"); at != std::string::npos; at = rest.find("{}")) rest.replace(at, 2, NewId());
  return name + rest;
}

std::unique_ptr<Message> Fill(const Descriptor* type, const Place& place, Fields fields) {
  std::unique_ptr<Message> message(google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
  FillMessage(*message, place, fields, 0);
  return message;
}

void ForEachName(Message& message, const NameVisitor& visit) {
  VisitTexts(message, [&](const FieldDescriptor& field, std::string& text) {
    if (!RuleOf(field).resource().empty() && !text.empty()) visit(field, text);
  });
}

void VisitTexts(Message& message, const TextVisitor& visit) {
  const Reflection& how = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  how.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const int count = field->is_repeated() ? how.FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        VisitTexts(*(field->is_repeated() ? how.MutableRepeatedMessage(&message, field, i)
                                          : how.MutableMessage(&message, field)),
                   visit);
      } else if (field->type() == FieldDescriptor::TYPE_STRING) {
        std::string text =
            field->is_repeated() ? how.GetRepeatedString(message, field, i) : how.GetString(message, field);
        const std::string before = text;
        visit(*field, text);
        if (text == before) continue;
        field->is_repeated() ? how.SetRepeatedString(&message, field, i, text) : how.SetString(&message, field, text);
      }
    }
  }
}

std::vector<std::string> NamesIn(const Message& message) {
  std::vector<std::string> names;
  const std::unique_ptr<Message> copy(message.New());
  copy->CopyFrom(message);
  VisitTexts(*copy, [&](const FieldDescriptor&, std::string& text) {
    if (!ShapeOf(text).empty()) names.push_back(text);
  });
  return names;
}

}  // namespace adagio::test
