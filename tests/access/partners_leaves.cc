#include "tests/access/partners_leaves.h"

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "adagio/options/v1/options.pb.h"
#include "tests/support/contracts.h"

namespace adagio::test {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

// Parts of a name that speak of doing too little, too late, or less than somebody else.
constexpr const char* kShaming[] = {"streak",  "missed",   "misses",   "skipped", "adher",    "complian", "compar",
                                    "rank",    "overdue",  "reminder", "percent", "attempts", "unkept",   "failed",
                                    "failure", "declined", "versus",   "refus",   "rate"};

std::string MessageName(const Descriptor& message) {
  absl::string_view name = message.full_name();
  absl::ConsumePrefix(&name, "adagio.");
  return std::string(name);
}

bool IsLeaf(const FieldDescriptor& field) {
  return field.message_type() == nullptr || absl::StartsWith(field.message_type()->full_name(), "google.protobuf.");
}

void Add(const Descriptor& message, std::set<const Descriptor*>& seen, Leaves& leaves) {
  if (!seen.insert(&message).second) return;
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    if (IsLeaf(field)) {
      leaves[MessageName(message)].insert(std::string(field.name()));
    } else {
      Add(*field.message_type(), seen, leaves);
    }
  }
}

bool ReachesPartners(const options::v1::Access& access) {
  return access.relation() == options::v1::RELATION_ANYONE ||
         std::find(access.roles().begin(), access.roles().end(), options::v1::ROLE_PARTNER) != access.roles().end();
}

}  // namespace

void AddLeaves(const Descriptor& message, Leaves& leaves) {
  std::set<const Descriptor*> seen;
  Add(message, seen, leaves);
}

Leaves LeavesThatPartnersReceive() {
  Leaves leaves;
  std::set<const Descriptor*> seen;
  for (const auto* method : AllMethods()) {
    if (ReachesPartners(method->options().GetExtension(options::v1::access))) Add(*method->output_type(), seen, leaves);
  }
  return leaves;
}

Leaves Shaming(const Leaves& leaves) {
  Leaves shaming;
  for (const auto& [message, fields] : leaves) {
    for (const std::string& field : fields) {
      // "rate" as a word of its own: moderate is none.
      const std::string word = absl::StrCat("_", field, "_");
      const bool found = std::any_of(std::begin(kShaming), std::end(kShaming), [&](const std::string& part) {
        return absl::StrContains(part == "rate" ? word : field, part == "rate" ? "_rate_" : part);
      });
      if (found) shaming[message].insert(field);
    }
  }
  return shaming;
}

Leaves ReviewedLeaves(const std::string& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file);
  Leaves leaves;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    const std::vector<std::string> parts = absl::StrSplit(line, '|');
    if (parts.size() != 3 || absl::StripAsciiWhitespace(parts[2]).empty()) {
      throw std::runtime_error("not `message | leaves | reason`: " + line);
    }
    std::set<std::string>& reviewed = leaves[std::string(absl::StripAsciiWhitespace(parts[0]))];
    for (absl::string_view leaf : absl::StrSplit(parts[1], ' ', absl::SkipEmpty())) reviewed.insert(std::string(leaf));
  }
  return leaves;
}

}  // namespace adagio::test
