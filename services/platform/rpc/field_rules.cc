#include "services/platform/rpc/field_rules.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

// Messages of other packages (the well-known types) are values to us: leaves, classified where they are used.
bool IsOurs(const Descriptor& message) { return absl::StartsWith(message.full_name(), "adagio."); }

bool IsText(const FieldDescriptor& field) {
  return field.type() == FieldDescriptor::TYPE_STRING || field.type() == FieldDescriptor::TYPE_BYTES;
}

bool IsNumber(const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
    case FieldDescriptor::CPPTYPE_INT64:
    case FieldDescriptor::CPPTYPE_UINT32:
    case FieldDescriptor::CPPTYPE_UINT64:
      return true;
    default:
      return false;
  }
}

// What is missing or contradictory in the contract of a field; empty where nothing is.
std::string Problem(const FieldDescriptor& field, const options::v1::Field& is, const FieldRule& rule) {
  if (field.is_map()) return "is a map, which the door cannot check";
  if (rule.message == nullptr && is.data_class() == options::v1::DATA_CLASS_UNSPECIFIED) return "has no data_class";
  if (IsText(field) && is.max_length() == 0) return "is a text without max_length";
  if (field.is_repeated() && is.max_items() == 0) return "is a list without max_items";
  if (is.has_range() && !IsNumber(field)) return "has a range and is no whole number";
  if (is.has_range() && is.least() > is.greatest()) return "has an empty range";
  const bool patterned = is.uuid() || !is.resource().empty();
  if (patterned && field.type() != FieldDescriptor::TYPE_STRING) return "is no text and has a pattern of texts";
  if (!is.resource().empty() && !absl::StartsWith(is.resource(), kPracticeShape)) {
    return "names a resource outside of any practice";
  }
  return "";
}

}  // namespace

const MessageRules* FieldRules::Read(const Descriptor* message, std::vector<std::string>& problems) {
  auto [place, is_new] = messages_.try_emplace(message, nullptr);
  if (!is_new) return place->second.get();
  place->second = std::make_unique<MessageRules>();
  MessageRules* const rules = place->second.get();
  rules->fields.reserve(message->field_count());
  for (int i = 0; i < message->field_count(); ++i) {
    const FieldDescriptor& field = *message->field(i);
    FieldRule rule{&field, field.options().GetExtension(options::v1::field), nullptr};
    if (field.message_type() != nullptr && IsOurs(*field.message_type()) && !field.is_map()) {
      rule.message = Read(field.message_type(), problems);
    }
    const std::string problem = Problem(field, rule.is, rule);
    if (!problem.empty()) problems.push_back(absl::StrCat(field.full_name(), " ", problem));
    rules->fields.push_back(rule);
  }
  return rules;
}

}  // namespace adagio::rpc
