#pragma once

#include "absl/status/statusor.h"
#include "services/platform/foundation/standing.h"
#include "services/platform/rpc/call.h"

namespace adagio::rpc {

// Whether it matters what the directory says of the caller. It does not for methods of no practice, nor for a caller of
// another one.
bool NeedsStanding(const Call& call);

// The access rule: role, practice, account, relation, of a caller of whom the directory says `standing`. Every failure
// is the same denial. `principal` is set to who was recognised, also where they are denied.
absl::Status Judge(const Call& call, const absl::StatusOr<Standing>& standing, Principal& principal);

}  // namespace adagio::rpc
