#include "services/platform/rpc/validate.h"

#include <google/protobuf/duration.pb.h>
#include <google/protobuf/timestamp.pb.h>

#include <cstdint>
#include <optional>

#include "absl/strings/str_cat.h"
#include "services/platform/rpc/text.h"

namespace adagio::rpc {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// Where a field lies: a chain of stack frames, so that a path is only written when it is needed.
struct Place {
  const Place* parent;
  const FieldDescriptor& field;
  int index;  // -1 outside of lists
};

std::string PathOf(const Place& place) {
  std::string path = place.parent == nullptr ? "" : absl::StrCat(PathOf(*place.parent), ".");
  absl::StrAppend(&path, place.field.name());
  if (place.index >= 0) absl::StrAppend(&path, "[", place.index, "]");
  return path;
}

// The ranges are those of the well-known types' own contracts: years 1 to 9999, ten thousand years either way.
bool IsTime(int64_t seconds, int32_t nanos) {
  return seconds >= -62135596800 && seconds <= 253402300799 && nanos >= 0 && nanos <= 999999999;
}

bool IsSpan(int64_t seconds, int32_t nanos) {
  const bool same_sign = (seconds <= 0 || nanos >= 0) && (seconds >= 0 || nanos <= 0);
  return seconds >= -315576000000 && seconds <= 315576000000 && nanos >= -999999999 && nanos <= 999999999 && same_sign;
}

class Inspection {
 public:
  explicit Inspection(Findings& findings) : findings_(findings) {}

  void Look(const Message& message, const MessageRules& rules, const Place* parent) {
    const Reflection& reflection = *message.GetReflection();
    for (const FieldRule& rule : rules.fields) {
      if (rule.field->is_repeated()) {
        LookAtList(message, reflection, rule, parent);
      } else {
        LookAtOne(message, reflection, rule, parent);
      }
    }
  }

 private:
  void Broken(const Place& place, absl::string_view rule) {
    if (findings_.violations.size() < kMostViolations)
      findings_.violations.push_back({PathOf(place), std::string(rule)});
  }

  void LookAtList(const Message& message, const Reflection& reflection, const FieldRule& rule, const Place* parent) {
    const int size = reflection.FieldSize(message, rule.field);
    const auto items = static_cast<uint32_t>(size);
    const Place list{parent, *rule.field, -1};
    if (rule.is.required() && items == 0) return Broken(list, "is required");
    if (items < rule.is.min_items()) Broken(list, "has too few items");
    if (items > rule.is.max_items()) return Broken(list, "has too many items");
    for (int i = 0; i < size; ++i) LookAtValue(message, reflection, rule, {parent, *rule.field, i});
  }

  void LookAtOne(const Message& message, const Reflection& reflection, const FieldRule& rule, const Place* parent) {
    const Place place{parent, *rule.field, -1};
    const bool set = reflection.HasField(message, rule.field);
    const bool tells_presence = rule.field->has_presence();
    const bool number = rule.field->cpp_type() != FieldDescriptor::CPPTYPE_STRING &&
                        rule.field->cpp_type() != FieldDescriptor::CPPTYPE_ENUM;
    if (!set && rule.is.required() && (tells_presence || !number)) return Broken(place, "is required");
    // A plain number is never absent: zero is its value and must be in range.
    if (set || (!tells_presence && number)) LookAtValue(message, reflection, rule, place);
  }

  void LookAtValue(const Message& message, const Reflection& reflection, const FieldRule& rule, const Place& place) {
    const FieldDescriptor* field = rule.field;
    const int i = place.index;
    const bool listed = i >= 0;
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING: {
        std::string scratch;
        return LookAtText(listed ? reflection.GetRepeatedStringReference(message, field, i, &scratch)
                                 : reflection.GetStringReference(message, field, &scratch),
                          rule, place);
      }
      case FieldDescriptor::CPPTYPE_ENUM:
        return LookAtEnum(
            listed ? reflection.GetRepeatedEnumValue(message, field, i) : reflection.GetEnumValue(message, field), rule,
            place);
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return LookAtMessage(
            listed ? reflection.GetRepeatedMessage(message, field, i) : reflection.GetMessage(message, field), rule,
            place);
      case FieldDescriptor::CPPTYPE_INT32:
        return LookAtNumber(
            listed ? reflection.GetRepeatedInt32(message, field, i) : reflection.GetInt32(message, field), rule, place);
      case FieldDescriptor::CPPTYPE_INT64:
        return LookAtNumber(
            listed ? reflection.GetRepeatedInt64(message, field, i) : reflection.GetInt64(message, field), rule, place);
      case FieldDescriptor::CPPTYPE_UINT32:
        return LookAtNumber(
            listed ? reflection.GetRepeatedUInt32(message, field, i) : reflection.GetUInt32(message, field), rule,
            place);
      case FieldDescriptor::CPPTYPE_UINT64: {
        const uint64_t value =
            listed ? reflection.GetRepeatedUInt64(message, field, i) : reflection.GetUInt64(message, field);
        if (rule.is.has_range() && value > static_cast<uint64_t>(INT64_MAX)) return Broken(place, "is out of range");
        return LookAtNumber(static_cast<int64_t>(value), rule, place);
      }
      default:
        return;  // bool, float and double have no rules
    }
  }

  void LookAtText(const std::string& text, const FieldRule& rule, const Place& place) {
    const bool bytes = rule.field->type() == FieldDescriptor::TYPE_BYTES;
    const std::optional<size_t> length = bytes ? text.size() : CountCodePoints(text);
    if (!length.has_value()) return Broken(place, "must be valid UTF-8 without NUL");
    if (*length < rule.is.min_length()) return Broken(place, "is too short");
    if (*length > rule.is.max_length()) return Broken(place, "is too long");
    if (rule.is.uuid()) {
      const absl::StatusOr<Uuid> id = Uuid::Parse(text);
      if (!id.ok() || id->is_nil()) return Broken(place, "must be a UUID in lower-case canonical form and not nil");
    }
    if (rule.is.resource().empty()) return;
    absl::StatusOr<ResourceName> name = ResourceName::Parse(text, rule.is.resource());
    if (!name.ok()) return Broken(place, absl::StrCat("must be a resource name: ", rule.is.resource()));
    findings_.resources.push_back(*name);
  }

  void LookAtEnum(int value, const FieldRule& rule, const Place& place) {
    const bool known = rule.field->enum_type()->FindValueByNumber(value) != nullptr;
    if (!known || value == 0) Broken(place, "must be a known value");
  }

  void LookAtNumber(int64_t value, const FieldRule& rule, const Place& place) {
    if (!rule.is.has_range()) return;
    if (value < rule.is.least() || value > rule.is.greatest()) Broken(place, "is out of range");
  }

  void LookAtMessage(const Message& message, const FieldRule& rule, const Place& place) {
    if (rule.message != nullptr) return Look(message, *rule.message, &place);
    if (const auto* time = dynamic_cast<const google::protobuf::Timestamp*>(&message)) {
      if (!IsTime(time->seconds(), time->nanos())) Broken(place, "must be a valid time");
    } else if (const auto* span = dynamic_cast<const google::protobuf::Duration*>(&message)) {
      if (!IsSpan(span->seconds(), span->nanos())) Broken(place, "must be a valid duration");
    }
  }

  Findings& findings_;
};

}  // namespace

Findings Validate(const Message& message, const MessageRules& rules) {
  Findings findings;
  Inspection(findings).Look(message, rules, nullptr);
  return findings;
}

}  // namespace adagio::rpc
