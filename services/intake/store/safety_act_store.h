#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/intake/domain/safety_act.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/storage/pool.h"

namespace adagio::intake {

// An act as its rows have it. Opened only when it is to be shown.
struct SealedSafetyAct {
  SafetyAct act;        // without what is sealed
  int64_t version = 0;  // the unit's, when it was recorded
  HoldId hold;          // of those about a hold
  std::string sealed;   // answers or a reason; empty where there is none
  std::string consultant;
};

// What was recorded about the safety of a unit's partners, to look back on. Safe from any thread.
class SafetyActStore {
 public:
  SafetyActStore(const keys::Keyring& keys, storage::Pool& reads) : keys_(keys), reads_(reads) {}

  // All of the unit, newest first, in one statement.
  absl::StatusOr<std::vector<SealedSafetyAct>> Read(const Scope& scope) const;
  absl::StatusOr<SafetyAct> Open(const Scope& scope, const SealedSafetyAct& sealed) const;

 private:
  const keys::Keyring& keys_;
  storage::Pool& reads_;
};

}  // namespace adagio::intake
