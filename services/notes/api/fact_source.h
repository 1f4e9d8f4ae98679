#pragma once

#include "absl/status/statusor.h"
#include "services/notes/domain/facts.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/rpc/on_behalf.h"

namespace adagio::notes {

// Tells the facts of a unit as far as the caller may know them. Bound by the module.
class FactSource {
 public:
  virtual ~FactSource() = default;
  // A part that nobody could be asked for is absent; that is no error. ACCESS_DENIED where the caller may not know.
  // Waits: never to be called while a connection or a transaction is held.
  virtual absl::StatusOr<Facts> Gather(const rpc::OnBehalf& caller, const Scope& scope, const Wanted& wanted) = 0;
};

}  // namespace adagio::notes
