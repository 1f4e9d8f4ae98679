#pragma once

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/progress/statistics/effect_size.h"

namespace adagio::progress {

// What several estimates of effects that differ have in common (DerSimonian & Laird 1986, Control Clin Trials
// 7:177-188).
struct Pooled {
  Estimate mean;
  double tau2 = 0;  // variance of the true effects, 0 at least
  double q = 0;     // Cochran's Q
};

// FIELD_INVALID without an effect, or where a value is not finite or a variance not above 0. One effect alone is its
// own mean.
absl::StatusOr<Pooled> DerSimonianLaird(absl::Span<const Estimate> effects);

// An effect drawn towards the mean by how little it is known: weight·own + (1 − weight)·mean, weight = tau2/(tau2 +
// variance). The variance takes tau2 and adds what the mean's own uncertainty gives.
struct Shrunken {
  Estimate effect;
  double weight = 0;  // of the own effect, 0 to 1
};

Shrunken Shrink(const Estimate& effect, const Pooled& pooled);

}  // namespace adagio::progress
