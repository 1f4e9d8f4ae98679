#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::intake {

// Which confidence policy counts, and whether the caller has acknowledged it.
struct PolicyState {
  int version = 0;
  std::optional<std::string> words;  // the practice's own; nullopt: as shipped
  std::optional<absl::Time> acknowledged_at;
};

// The rows of the practice's confidence policy and of who acknowledged it. Safe from any thread.
class PolicyStore {
 public:
  PolicyStore(const keys::Keyring& keys, storage::Pool& reads) : keys_(keys), reads_(reads) {}

  // For the caller.
  absl::StatusOr<PolicyState> Load(Work& work) const;
  absl::StatusOr<PolicyState> Read(const Scope& scope) const;
  // By the caller, who has not acknowledged `version` before.
  absl::Status Acknowledge(Work& work, int version) const;
  // Makes `words` the practice's policy, as `version`.
  absl::Status Publish(Work& work, int version, const std::string& words) const;

 private:
  absl::StatusOr<PolicyState> From(storage::Statements& from, const Scope& scope) const;

  const keys::Keyring& keys_;
  storage::Pool& reads_;
};

}  // namespace adagio::intake
