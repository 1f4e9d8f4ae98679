#pragma once

#include <grpcpp/grpcpp.h>

#include <string>

#include "absl/strings/string_view.h"

namespace adagio::rpc {

// The SHA-256 of the DER of the client certificate with which the call's connection was made; empty where there is
// none.
std::string PeerThumbprint(const grpc::ServerContextBase& context);
// The same of the first certificate in a PEM text; empty where it holds none.
std::string ThumbprintOfPem(absl::string_view pem);

}  // namespace adagio::rpc
