#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/intake/domain/draft_text.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/rpc/on_behalf.h"

namespace adagio::intake {

// What other services tell of a unit.
struct UnitFacts {
  std::map<PartnerId, std::string> names;                 // empty where nobody could be asked
  std::optional<std::vector<DraftAgreement>> agreements;  // absent where nobody could be asked
};

// Tells them, as far as the caller may know. Bound by the module.
class UnitFactSource {
 public:
  virtual ~UnitFactSource() = default;
  // ACCESS_DENIED where the caller may not know. Waits: never to be called while a connection or a transaction is held.
  virtual absl::StatusOr<UnitFacts> Gather(const rpc::OnBehalf& caller, const Scope& scope) = 0;
};

}  // namespace adagio::intake
