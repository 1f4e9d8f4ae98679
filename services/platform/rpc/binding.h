#pragma once

#include <grpcpp/grpcpp.h>

#include "absl/status/status.h"
#include "services/platform/rpc/token.h"

namespace adagio::rpc {

// Whether the token is good on the connection it came by (RFC 8705): one that names a client certificate only under
// that certificate; an integration's, where `bound_integrations`, only if it names one. UNAUTHENTICATED/TOKEN_INVALID
// otherwise, like every token that is no good.
absl::Status CheckBinding(const Identity& identity, const grpc::ServerContextBase& context, bool bound_integrations);

}  // namespace adagio::rpc
