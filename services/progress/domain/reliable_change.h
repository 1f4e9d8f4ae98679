#pragma once

#include "absl/types/span.h"
#include "services/progress/domain/category.h"
#include "services/progress/statistics/direction.h"

namespace adagio::progress {

// Places every row by its index and by where pre and post lie of `cutoff`. Every comparison is strict: an index of
// exactly kTwoSided95 is no reliable change, a score on the cut-off is neither clinical nor functional. Without a
// cut-off (NoCutoff) the categories are improved, unchanged and deteriorated. A row with a missing score is kMissing.
// All columns have the same length.
void ClassifyReliableChange(absl::Span<const double> pre, absl::Span<const double> post, absl::Span<const double> rci,
                            double cutoff, Direction direction, absl::Span<Category> categories);

}  // namespace adagio::progress
