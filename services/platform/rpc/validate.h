#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "services/platform/rpc/field_rules.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::rpc {

// A field that broke its rule.
struct Violation {
  std::string field;  // the path as written in the contract, for example "items[2].number"
  std::string rule;   // what was broken; never the value
};

// What a look at every field of a request gave.
struct Findings {
  std::vector<Violation> violations;               // at most kMostViolations, in the order of the contract
  absl::InlinedVector<ResourceName, 4> resources;  // every resource name in the request
};

inline constexpr size_t kMostViolations = 16;

// Holds every field of `message` against its rule: presence, lengths in code points, ranges, patterns, list sizes,
// known enum values, no NUL, valid UTF-8, valid times; also in the messages it holds.
Findings Validate(const google::protobuf::Message& message, const MessageRules& rules);

}  // namespace adagio::rpc
