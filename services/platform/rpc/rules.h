#pragma once

#include <google/protobuf/descriptor.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "adagio/options/v1/options.pb.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/rpc/field_rules.h"

namespace adagio::rpc {

// Who may call a method and how the call is recorded, as its contract says, ready to be asked at every call.
struct MethodRule {
  size_t number = 0;   // its place among the methods of the book, from 0
  std::string method;  // "adagio.directory.v1.DirectoryService/AddPartner"
  const google::protobuf::Descriptor* request = nullptr;
  const google::protobuf::Descriptor* response = nullptr;
  std::vector<Role> roles;  // empty only where anyone may call
  options::v1::Relation relation = options::v1::RELATION_UNSPECIFIED;
  options::v1::AuditClass audit = options::v1::AUDIT_CLASS_UNSPECIFIED;
  std::string purpose;     // "TREATMENT"
  bool streams = false;    // answers with a stream
  bool exchanges = false;  // takes messages and answers each
  // From the request to the text field that names the resource, and the shape of that name. Empty where none is named.
  std::vector<const google::protobuf::FieldDescriptor*> resource;
  std::string shape;
  // The field that makes a retry the same call. Null for a method that changes nothing.
  const google::protobuf::FieldDescriptor* request_id = nullptr;
  const MessageRules* fields = nullptr;

  bool changes() const { return audit == options::v1::AUDIT_CLASS_CHANGE; }
  bool open_to_anyone() const { return relation == options::v1::RELATION_ANYONE; }
};

// The rules of every method served, read from the contracts once. Immutable; safe from any thread.
class RuleBook {
 public:
  // Reads the rules of the named services, for example v1::DirectoryService::service_full_name(). FAILED_PRECONDITION
  // that names each method and field whose contract says too little to be served safely.
  static absl::StatusOr<RuleBook> Build(absl::Span<const absl::string_view> services);
  static absl::StatusOr<RuleBook> Build(absl::Span<const google::protobuf::ServiceDescriptor* const> services);

  // Null where no rule is known.
  const MethodRule* Find(absl::string_view method) const;
  // The methods in the order of their names.
  std::vector<absl::string_view> methods() const;

 private:
  RuleBook() = default;

  absl::flat_hash_map<std::string, std::unique_ptr<const MethodRule>> rules_;
  FieldRules fields_;
};

}  // namespace adagio::rpc
