#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/cli/options.h"

namespace adagio::cli {

// The id of the one practice that the embedded server of --data (else ADAGIO_DATA) holds, so that it need not be typed.
// INVALID_ARGUMENT where there are several, FAILED_PRECONDITION where there is none.
absl::StatusOr<std::string> OnlyPractice(const Options& options);

// The id that --practice gives, else OnlyPractice. INVALID_ARGUMENT where it is no UUID.
absl::StatusOr<std::string> PracticeIn(const Options& options);

}  // namespace adagio::cli
