#pragma once

#include "absl/status/statusor.h"
#include "services/cli/options.h"
#include "services/progress/domain/change.h"

namespace adagio::cli {

// How change is judged, out of the options of `score change`: method, direction, cutoff and the figures.
// INVALID_ARGUMENT names the option that is missing or cannot be read; whether a figure makes sense is the domain's to
// say.
absl::StatusOr<progress::Criteria> CriteriaIn(const Options& options);

// --direction.
absl::StatusOr<progress::Direction> DirectionIn(const Options& options);

}  // namespace adagio::cli
