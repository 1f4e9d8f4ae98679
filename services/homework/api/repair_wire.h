#pragma once

#include "absl/status/statusor.h"
#include "adagio/homework/v1/repair.pb.h"
#include "services/homework/domain/repair.h"
#include "services/platform/foundation/scope.h"

// Repairs between the wire and the domain. Nothing is decided here.
namespace adagio::homework {

absl::StatusOr<UnsafeOrForced> FromWire(v1::UnsafeOrForced said);

// A repair as the caller of `scope`, who may know of it, sees it. What the opener told privately is for therapists.
v1::Repair ToWire(const Scope& scope, const RepairRecord& record);

}  // namespace adagio::homework
