#include "services/platform/rpc/rules.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptor;
using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;
using options::v1::Access;

Role FromContract(options::v1::Role role) {
  switch (role) {
    case options::v1::ROLE_PARTNER:
      return Role::kPartner;
    case options::v1::ROLE_THERAPIST:
      return Role::kTherapist;
    case options::v1::ROLE_SUPERVISOR:
      return Role::kSupervisor;
    case options::v1::ROLE_PRACTICE_ADMIN:
      return Role::kPracticeAdmin;
    case options::v1::ROLE_OPERATOR:
      return Role::kOperator;
    case options::v1::ROLE_INTEGRATION:
      return Role::kIntegration;
    default:
      return Role::kNobody;
  }
}

bool PlacesCall(options::v1::Relation relation) {
  return relation == options::v1::RELATION_PRACTICE || relation == options::v1::RELATION_UNIT;
}

// Follows `path`, field names joined by dots, from `message`; empty where a step is missing or is a list.
std::vector<const FieldDescriptor*> Follow(const Descriptor* message, absl::string_view path) {
  std::vector<const FieldDescriptor*> steps;
  for (absl::string_view step : absl::StrSplit(path, '.')) {
    const FieldDescriptor* field = message == nullptr ? nullptr : message->FindFieldByName(std::string(step));
    if (field == nullptr || field->is_repeated()) return {};
    steps.push_back(field);
    message = field->message_type();
  }
  return steps;
}

std::string ProblemOfRoles(const Access& access) {
  if (access.relation() == options::v1::RELATION_UNSPECIFIED) return "has an access rule without relation";
  const bool anyone = access.relation() == options::v1::RELATION_ANYONE;
  if (anyone != access.roles().empty()) return anyone ? "is open to anyone and lists roles" : "lists no role";
  for (const int role : access.roles()) {
    const Role known = FromContract(static_cast<options::v1::Role>(role));
    if (known == Role::kNobody) return "lists an unknown role";
    const bool installation = access.relation() == options::v1::RELATION_INSTALLATION;
    if (installation != (known == Role::kOperator)) return "mixes the operator with a practice";
    const bool unit = access.relation() == options::v1::RELATION_UNIT;
    if (unit && known == Role::kIntegration) return "relates an integration to a unit";
  }
  return "";
}

std::string ProblemOfRecord(const Access& access) {
  if (access.purpose() == options::v1::PURPOSE_UNSPECIFIED) return "has no purpose";
  if (access.audit() == options::v1::AUDIT_CLASS_UNSPECIFIED) return "has no audit class";
  const bool anyone = access.relation() == options::v1::RELATION_ANYONE;
  if (anyone != (access.audit() == options::v1::AUDIT_CLASS_NONE)) {
    return "must leave a record unless it is open to anyone";
  }
  return "";
}

// Finds the field that places the call. Returns what is wrong with it; empty where nothing is.
std::string PlaceCall(const Access& access, MethodRule& rule) {
  if (!PlacesCall(access.relation())) return access.resource().empty() ? "" : "names a resource it does not use";
  rule.resource = Follow(rule.request, access.resource());
  if (rule.resource.empty()) return absl::StrCat("names its resource by a path that is not there: ", access.resource());
  const options::v1::Field& is = rule.resource.back()->options().GetExtension(options::v1::field);
  if (!is.required() || is.resource().empty()) return "names its resource by a field that is no required resource name";
  const bool in_unit = absl::StartsWith(is.resource(), kUnitShape);
  if (access.relation() == options::v1::RELATION_UNIT && !in_unit) return "relates to a unit and names none";
  rule.shape = is.resource();
  return "";
}

std::string FindRequestId(MethodRule& rule) {
  if (!rule.changes()) return "";
  rule.request_id = rule.request->FindFieldByName("request_id");
  if (rule.request_id == nullptr) return "changes something and has no request_id";
  const options::v1::Field& is = rule.request_id->options().GetExtension(options::v1::field);
  return is.uuid() && is.required() ? "" : "has a request_id that is no required UUID";
}

// The field in reach of `message` that an integration may never come near (A6); null where there is none.
const FieldDescriptor* BeyondIntegrations(const Descriptor* message, std::set<const Descriptor*>& seen) {
  if (!seen.insert(message).second) return nullptr;
  for (int i = 0; i < message->field_count(); ++i) {
    const FieldDescriptor* field = message->field(i);
    switch (field->options().GetExtension(options::v1::field).data_class()) {
      case options::v1::DATA_CLASS_PSYCHOTHERAPY:
      case options::v1::DATA_CLASS_SUBJECT_PRIVATE:
      case options::v1::DATA_CLASS_SUBJECT_ONLY:
      case options::v1::DATA_CLASS_SAFETY_SCREEN:
        return field;
      default:
        break;
    }
    if (field->message_type() == nullptr) continue;
    if (const FieldDescriptor* inner = BeyondIntegrations(field->message_type(), seen)) return inner;
  }
  return nullptr;
}

std::string ProblemOfIntegrations(const MethodRule& rule) {
  if (std::find(rule.roles.begin(), rule.roles.end(), Role::kIntegration) == rule.roles.end()) return "";
  std::set<const Descriptor*> seen;
  for (const Descriptor* message : {rule.request, rule.response}) {
    const FieldDescriptor* field = BeyondIntegrations(message, seen);
    if (field != nullptr) return absl::StrCat("lets an integration reach ", field->full_name());
  }
  return "";
}

std::string Compile(const MethodDescriptor& method, MethodRule& rule) {
  if (method.client_streaming() && !method.server_streaming()) return "takes a stream and answers none of its messages";
  if (!method.options().HasExtension(options::v1::access)) return "has no access rule";
  const Access& access = method.options().GetExtension(options::v1::access);
  rule.relation = access.relation();
  rule.audit = access.audit();
  rule.exchanges = method.client_streaming();
  rule.streams = method.server_streaming() && !rule.exchanges;
  if (rule.streams && rule.audit != options::v1::AUDIT_CLASS_READ) return "is a stream and does not only read";
  if (rule.exchanges && !rule.changes()) return "takes a stream and changes nothing";
  rule.purpose = std::string(absl::StripPrefix(options::v1::Purpose_Name(access.purpose()), "PURPOSE_"));
  for (const int role : access.roles()) rule.roles.push_back(FromContract(static_cast<options::v1::Role>(role)));
  for (const std::string& problem : {ProblemOfRoles(access), ProblemOfRecord(access), PlaceCall(access, rule),
                                     FindRequestId(rule), ProblemOfIntegrations(rule)}) {
    if (!problem.empty()) return problem;
  }
  return "";
}

}  // namespace

absl::StatusOr<RuleBook> RuleBook::Build(absl::Span<const absl::string_view> services) {
  std::vector<const ServiceDescriptor*> found;
  for (const absl::string_view name : services) {
    found.push_back(DescriptorPool::generated_pool()->FindServiceByName(std::string(name)));
    if (found.back() == nullptr) return absl::FailedPreconditionError(absl::StrCat(name, " is no known service"));
  }
  return Build(found);
}

absl::StatusOr<RuleBook> RuleBook::Build(absl::Span<const ServiceDescriptor* const> services) {
  RuleBook book;
  std::vector<std::string> problems;
  for (const ServiceDescriptor* service : services) {
    for (int i = 0; i < service->method_count(); ++i) {
      const MethodDescriptor& method = *service->method(i);
      auto rule = std::make_unique<MethodRule>();
      rule->number = book.rules_.size();
      rule->method = absl::StrCat(service->full_name(), "/", method.name());
      rule->request = method.input_type();
      rule->response = method.output_type();
      rule->fields = book.fields_.Read(method.input_type(), problems);
      book.fields_.Read(method.output_type(), problems);
      const std::string problem = Compile(method, *rule);
      if (!problem.empty()) problems.push_back(absl::StrCat(rule->method, " ", problem));
      book.rules_.emplace(rule->method, std::move(rule));
    }
  }
  if (!problems.empty()) return absl::FailedPreconditionError(absl::StrJoin(problems, "\n"));
  return book;
}

const MethodRule* RuleBook::Find(absl::string_view method) const {
  const auto found = rules_.find(method);
  return found == rules_.end() ? nullptr : found->second.get();
}

std::vector<absl::string_view> RuleBook::methods() const {
  std::vector<absl::string_view> names;
  for (const auto& [name, rule] : rules_) names.push_back(name);
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace adagio::rpc
