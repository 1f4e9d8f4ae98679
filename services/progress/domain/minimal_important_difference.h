#pragma once

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "services/progress/domain/category.h"
#include "services/progress/statistics/direction.h"

namespace adagio::progress {

// Places every row by whether it changed by the minimal important difference: better where d·(post − pre) ≥ mid, worse
// where d·(post − pre) ≤ −mid, both inclusive (Jaeschke, Singer & Guyatt 1989, Controlled Clinical Trials 10:407-415).
// With decimal scores a change that equals `mid` on paper reaches it, though binary rounding lets it fall short.
// `cutoff` as in ClassifyReliableChange. A row with a missing score is kMissing. FIELD_INVALID unless `mid` is a
// finite number above 0.
absl::Status ClassifyMinimalImportantDifference(absl::Span<const double> pre, absl::Span<const double> post, double mid,
                                                double cutoff, Direction direction, absl::Span<Category> categories);

}  // namespace adagio::progress
