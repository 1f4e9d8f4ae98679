#pragma once

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "services/progress/statistics/paired_moments.h"

namespace adagio::progress {

// A standardised change: how far `post` lies from what `pre` lets expect, in standard errors. All methods of the
// reliable change index have this form and differ in its four numbers:
//
//   ((post − post_centre) − slope · (pre − pre_centre)) / error
struct ChangeIndex {
  double slope = 1;
  double pre_centre = 0;
  double post_centre = 0;
  double error = 1;  // positive

  double At(double pre, double post) const { return ((post - post_centre) - slope * (pre - pre_centre)) / error; }
};

// Writes the index of every row. NaN where pre or post is missing. The three columns have the same length.
void Apply(const ChangeIndex& index, absl::Span<const double> pre, absl::Span<const double> post,
           absl::Span<double> rci);

// What every index needs: two complete pairs at least, scores that differ at pre. FIELD_INVALID otherwise.
absl::Status RequireSpread(const PairedMoments& sample);
// FIELD_INVALID unless 0 < reliability < 1. `field` is the field's name.
absl::Status RequireReliability(absl::string_view field, double reliability);

}  // namespace adagio::progress
