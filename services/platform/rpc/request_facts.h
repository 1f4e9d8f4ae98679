#pragma once

#include <google/protobuf/message.h>

#include "services/platform/foundation/request_key.h"
#include "services/platform/rpc/resource_name.h"
#include "services/platform/rpc/rules.h"

namespace adagio::rpc {

// The resource `request` names as `rule` says. INVALID_ARGUMENT where it is no name of that shape. Only for rules that
// name one.
absl::StatusOr<ResourceName> ResourceOf(const google::protobuf::Message& request, const MethodRule& rule);

// The request id and the request's bytes, the same for equal requests. Nil for a method that changes nothing.
RequestKey KeyOf(const google::protobuf::Message& request, const MethodRule& rule);

}  // namespace adagio::rpc
