#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/storage/connection.h"
#include "services/platform/unit_of_work/unit_of_work.h"
#include "services/progress/domain/threshold.h"

namespace adagio::progress {

// By the keys of instruments.
using PracticeThresholds = std::map<std::string, Thresholds>;

// Those that count, in one statement; all of the practice's.
absl::StatusOr<PracticeThresholds> LoadThresholds(storage::Statements& from, const PracticeId& practice);

// What was moved and why; reasons are sealed. Rows are added and never changed. Safe from any thread.
class ThresholdStore {
 public:
  explicit ThresholdStore(const keys::Keyring& keys) : keys_(keys) {}

  // The latest first.
  absl::StatusOr<std::vector<ThresholdChange>> Load(storage::Statements& from, const PracticeId& practice) const;
  // It counts from now on.
  absl::Status Add(Work& work, const ThresholdChange& change) const;

 private:
  const keys::Keyring& keys_;
};

}  // namespace adagio::progress
