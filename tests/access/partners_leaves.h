#pragma once

#include <google/protobuf/descriptor.h>

#include <map>
#include <set>
#include <string>

namespace adagio::test {

// Messages with the leaves in them that are of interest: "homework.v1.Assignment" -> {"name", "state", ...}.
using Leaves = std::map<std::string, std::set<std::string>>;

// Adds every leaf of `message` and of what it holds. Enums and the well-known types are leaves.
void AddLeaves(const google::protobuf::Descriptor& message, Leaves& leaves);

// Everything that an answer or a feed can bring to a partner, by the access rules of all methods.
Leaves LeavesThatPartnersReceive();

// Those whose name speaks of a streak, a count of what was not done, a comparison, adherence or a rank.
Leaves Shaming(const Leaves& leaves);

// The reviewed ones. Throws where a line has no reason.
Leaves ReviewedLeaves(const std::string& file);

}  // namespace adagio::test
