#pragma once

#include <cstdint>
#include <optional>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/progress/statistics/clusters.h"
#include "services/progress/statistics/direction.h"
#include "services/progress/statistics/paired_moments.h"

namespace adagio::progress {

// A figure with its 95 % interval.
struct Estimate {
  double value = 0;
  double variance = 0;
  double low = 0;
  double high = 0;
};

// Of a large sample: value ± Φ⁻¹(0.975)·√variance.
Estimate EstimateOf(double value, double variance);
// Of a sample that left so many degrees of freedom to the variance: value ± t(0.975)·√variance.
Estimate EstimateOf(double value, double variance, int64_t degrees);

// How far scores moved from pre to post, in standard deviations at pre: above 0 is better, whatever the direction.
// With d = (mean post − mean pre)/SD pre and r the correlation of pre and post over n pairs
//   g = J·d,  J = 1 − 3/(4(n − 1) − 1),  variance = J²·(2(1 − r)/n + d²/(2n))
// (Becker 1988, Br J Math Stat Psychol 41:257-278; Hedges 1981, J Educ Stat 6:107-128, for J). The variance is that
// of a large sample in which both occasions spread alike. The interval takes Student's t with n − 1 degrees of freedom,
// those of the standard deviation that d is divided by (d·c is noncentral t with them: Hedges 1981); the normal
// quantile misses its 95 % by several points with ten pairs, t by hardly one (a simulation beside this file's test).
struct EffectSize {
  int64_t pairs = 0;
  double d = 0;
  Estimate g;
};

// FIELD_INVALID with fewer than three pairs (J is 0 for two), or where scores at pre or at post are all equal.
absl::StatusOr<EffectSize> HedgesG(const PairedMoments& sample, Direction direction);

// The same effect twice: as if everybody were a stranger to everybody, and with the variance widened by the design
// effect of the changes, because partners of one unit are not. What was estimated of clusters has one degree of freedom
// less than there are clusters (Cameron & Miller 2015, J Hum Resour 50:317-372), one at least.
struct ClusteredEffectSize {
  EffectSize plain;
  ClusterSizes units;                 // of the complete pairs
  std::optional<double> correlation;  // of the changes of one unit's partners
  double design_effect = 1;
  Estimate clustered;
  double effective_pairs = 0;  // pairs / design_effect
};

// Of columns of the same length; NaN is a missing score and its pair is left out. FIELD_INVALID as of MeasurePairs and
// HedgesG.
absl::StatusOr<ClusteredEffectSize> ClusteredHedgesG(absl::Span<const double> pre, absl::Span<const double> post,
                                                     absl::Span<const int64_t> units, Direction direction);

}  // namespace adagio::progress
