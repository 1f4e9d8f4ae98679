#pragma once

#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/intake/domain/violence_screen.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/foundation/sensitive.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::intake {

// What a practice has set for one instrument, and why.
struct SetThresholds {
  Thresholds thresholds;
  Sensitive<std::string> reason;
  absl::Time set_at;
};

using PracticeThresholds = std::map<Instrument, SetThresholds>;

// The rows of the thresholds that practices set. Safe from any thread.
class ThresholdStore {
 public:
  ThresholdStore(const keys::Keyring& keys, storage::Pool& reads) : keys_(keys), reads_(reads) {}

  // The latest of each instrument, in one statement.
  absl::StatusOr<PracticeThresholds> Load(Work& work) const;
  absl::StatusOr<PracticeThresholds> Read(const Scope& scope) const;
  // In a work of the practice.
  absl::Status Add(Work& work, Instrument instrument, const SetThresholds& set) const;

 private:
  absl::StatusOr<PracticeThresholds> From(storage::Statements& from, const Scope& scope) const;

  const keys::Keyring& keys_;
  storage::Pool& reads_;
};

ThresholdsInForce InForce(const PracticeThresholds& set);

}  // namespace adagio::intake
