#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/types/span.h"

namespace adagio::progress {

// Mean and standard deviation of one population.
struct Population {
  double mean = 0;
  double sd = 0;
};

// What a sample of pairs says about both occasions. Variances divide by n − 1.
struct PairedMoments {
  int64_t n = 0;           // complete pairs; the rest of this is about them alone
  int64_t incomplete = 0;  // rows where pre or post is missing
  Population pre = {};
  Population post = {};
  double covariance = 0;
};

// One pass over two columns of scores; NaN marks a missing score, and a row with one is dropped before anything is
// summed. Equal scores have a standard deviation of exactly zero. With fewer than two complete pairs all SDs are zero.
// FIELD_INVALID for columns of different lengths, or where a score is infinite or too large to be squared.
absl::StatusOr<PairedMoments> MeasurePairs(absl::Span<const double> pre, absl::Span<const double> post);

}  // namespace adagio::progress
