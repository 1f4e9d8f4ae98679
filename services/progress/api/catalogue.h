#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/storage/connection.h"
#include "services/progress/domain/instruments.h"

namespace adagio::progress {

// The instruments of a practice: what is shipped and what it defined, with the thresholds that count there now. Safe
// from any thread.
class Catalogue {
 public:
  // `shipped` outlives it.
  explicit Catalogue(const Instruments& shipped) : shipped_(shipped) {}

  // The latest version of each, by key.
  absl::StatusOr<std::vector<Instrument>> All(storage::Statements& from, const PracticeId& practice) const;
  // The latest version. INVALID_ARGUMENT for "instrument" where the practice has none of that key.
  absl::StatusOr<Instrument> Find(storage::Statements& from, const PracticeId& practice, const std::string& key) const;
  // That version, or the latest where it is 0; nullopt where there is none such.
  absl::StatusOr<std::optional<Instrument>> FindVersion(storage::Statements& from, const PracticeId& practice,
                                                        const std::string& key, int version) const;
  // As it was defined, whatever thresholds were moved since.
  absl::StatusOr<std::optional<Instrument>> Defined(storage::Statements& from, const PracticeId& practice,
                                                    const std::string& key, int version) const;

 private:
  const Instruments& shipped_;
};

}  // namespace adagio::progress
