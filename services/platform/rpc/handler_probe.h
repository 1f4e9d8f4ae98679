#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>
#include <vector>

#include "services/platform/rpc/rules.h"

namespace adagio::rpc {

// The methods of `rules` that nobody serves behind `channel`, or that are served past the door: called without a token
// and with an empty request, each must be refused as the door refuses (or, where anyone may call, answered). For the
// tests of whoever wires services together.
std::vector<std::string> MethodsWithoutHandler(const RuleBook& rules, const std::shared_ptr<grpc::Channel>& channel);

}  // namespace adagio::rpc
