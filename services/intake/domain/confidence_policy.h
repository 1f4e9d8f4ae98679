#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace adagio::intake {

// The words of the confidence policy: what the therapist may share between partners, and that nobody watches round the
// clock. INTERNAL/BUG for a version that has no words.
absl::StatusOr<absl::string_view> PolicyText(int version);

// OK when the version that was read is the one that counts now. INVALID_ARGUMENT for any other.
absl::Status CheckAcknowledges(int read, int current);

}  // namespace adagio::intake
