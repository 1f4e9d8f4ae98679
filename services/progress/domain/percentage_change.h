#pragma once

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "services/progress/domain/category.h"
#include "services/progress/statistics/direction.h"

namespace adagio::progress {

// Places every row by its change as a percentage of the size of pre: better where 100·d·(post − pre) ≥ percent·|pre|,
// worse where 100·d·(post − pre) ≤ −percent·|pre|, both inclusive (as in the R package clinicalsignificance, but for
// pre = 0). From zero any change exceeds any percentage: a rise from 0 is better only where higher is better. No
// change is kUnchanged. Rounding, `cutoff` and missing scores as in ClassifyMinimalImportantDifference.
// FIELD_INVALID unless `percent` is a finite number above 0.
absl::Status ClassifyPercentageChange(absl::Span<const double> pre, absl::Span<const double> post, double percent,
                                      double cutoff, Direction direction, absl::Span<Category> categories);

}  // namespace adagio::progress
