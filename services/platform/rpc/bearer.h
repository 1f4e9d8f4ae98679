#pragma once

#include <grpcpp/grpcpp.h>

#include "absl/strings/string_view.h"

namespace adagio::rpc {

// The token of the call's one `authorization: Bearer ...`; empty where there is none, or more than one.
absl::string_view BearerToken(const grpc::CallbackServerContext& context);

}  // namespace adagio::rpc
