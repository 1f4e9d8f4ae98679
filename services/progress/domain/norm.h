#pragma once

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/progress/domain/trajectory.h"
#include "services/progress/statistics/expected_response.h"

namespace adagio::progress {

// What a practice's own partners' scores on one instrument looked like by the same time from the same baseline; nothing
// where too few have later scores: no norm.
using Norm = std::optional<ExpectedResponse>;

// The time of a norm: weeks since the baseline.
double WeeksOf(const Summary& summary, absl::Time at);

// From the courses there are, each person's baseline and their latest totals after it. FIELD_INVALID where they cannot
// be told apart.
absl::StatusOr<Norm> NormOf(absl::Span<const Summary> courses);

}  // namespace adagio::progress
