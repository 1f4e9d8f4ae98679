#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "absl/status/statusor.h"
#include "services/server/settings.h"

namespace adagio::server {

// A listener that speaks TLS, as `settings` says. FAILED_PRECONDITION, in one line that names the file, where one
// cannot be read or used, the key can be reached by others than its owner, or key and certificate do not belong
// together.
absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> CredentialsOf(const TlsSettings& settings);

}  // namespace adagio::server
