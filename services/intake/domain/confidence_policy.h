#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace adagio::intake {

// The words of a version of the confidence policy: what the therapist may share between partners, and that nobody
// watches round the clock. `own` are the practice's own words; nullopt: as shipped, which only the first version can be
// (INTERNAL/BUG for others). What a service that nobody watches must say stands in every version.
absl::StatusOr<std::string> PolicyText(int version, const std::optional<std::string>& own);

// OK when the version that was read is the one that counts now. INVALID_ARGUMENT for any other.
absl::Status CheckAcknowledges(int read, int current);

// OK when the version that is to be replaced is the one that counts now. ABORTED/ETAG_MISMATCH for any other.
absl::Status CheckReplaces(int replaced, int current);

}  // namespace adagio::intake
