#include "services/platform/rpc/binding.h"

#include "services/platform/foundation/status.h"
#include "services/platform/rpc/peer_certificate.h"

namespace adagio::rpc {

absl::Status CheckBinding(const Identity& identity, const grpc::ServerContextBase& context, bool bound_integrations) {
  const bool bound = !identity.certificate.empty();
  const bool must = bound_integrations && identity.role == Role::kIntegration;
  if (bound ? identity.certificate == PeerThumbprint(context) : !must) return absl::OkStatus();
  return Refuse(Reason::kTokenInvalid, "no token that can be accepted");
}

}  // namespace adagio::rpc
