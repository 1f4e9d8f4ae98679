#pragma once

#include <grpcpp/grpcpp.h>

#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/rpc/validate.h"

namespace adagio::rpc {

// How long a caller who asked for too much is told to wait.
inline constexpr absl::Duration kBackOff = absl::Seconds(1);

// INVALID_ARGUMENT/FIELD_INVALID that names every broken rule.
absl::Status RefuseFields(const std::vector<Violation>& violations);

// What `viewer` is told of a refusal. To a partner a thing that is missing is a thing denied: only who may know of
// everything in a unit is told what is not there.
absl::Status AsSeenBy(Role viewer, const absl::Status& status);

// The one mapping from our statuses to gRPC's: code and google.rpc details (ErrorInfo; BadRequest, RetryInfo where they
// apply) of at most 4 KiB. Where the cause must not show, the message depends on the reason alone. A status without a
// reason is a bug of ours; its text stays here.
grpc::Status ToWire(const absl::Status& status);

}  // namespace adagio::rpc
