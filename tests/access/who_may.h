#pragma once

#include <google/protobuf/descriptor.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "adagio/options/v1/options.pb.h"

namespace adagio::test {

// Who may pass the door of one method, as a person wrote it down in who_may.txt.
struct Entry {
  std::set<options::v1::Role> roles;
  options::v1::Relation relation = options::v1::RELATION_UNSPECIFIED;
  std::string resource;  // the request's field that places the call; empty where none does
  options::v1::AuditClass audit = options::v1::AUDIT_CLASS_UNSPECIFIED;

  bool operator==(const Entry&) const = default;
};

// By the method's full name with one slash.
using WhoMay = std::map<std::string, Entry>;

// Throws with the line where the text is no such table, or names a method twice.
WhoMay ReadWhoMay(absl::string_view text);
// The table of this tree.
WhoMay ShippedWhoMay();
// What the contracts say.
WhoMay FromContracts(const std::vector<const google::protobuf::MethodDescriptor*>& methods);

// A line for each method that the two do not say the same of.
std::vector<std::string> Disagreements(const WhoMay& written, const WhoMay& contracts);

// The entry as a line of the table.
std::string ToLine(const std::string& method, const Entry& entry);

}  // namespace adagio::test
