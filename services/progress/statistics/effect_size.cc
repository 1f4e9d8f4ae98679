#include "services/progress/statistics/effect_size.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "services/platform/foundation/check.h"
#include "services/platform/foundation/status.h"
#include "services/progress/statistics/normal.h"
#include "services/progress/statistics/student_t.h"

namespace adagio::progress {
namespace {

constexpr int64_t kFewestPairs = 3;

double CorrelationOf(const PairedMoments& sample) {
  return std::clamp(sample.covariance / (sample.pre.sd * sample.post.sd), -1.0, 1.0);
}

Estimate Reaching(double value, double variance, double errors) {
  const double reach = errors * std::sqrt(variance);
  return {value, variance, value - reach, value + reach};
}

}  // namespace

Estimate EstimateOf(double value, double variance) { return Reaching(value, variance, kTwoSided95); }

Estimate EstimateOf(double value, double variance, int64_t degrees) {
  return Reaching(value, variance, TwoSided95(degrees));
}

absl::StatusOr<EffectSize> HedgesG(const PairedMoments& sample, Direction direction) {
  if (sample.n < kFewestPairs) return RefuseField("pre", "an effect size needs three complete pairs of scores");
  if (!(sample.pre.sd > 0)) return RefuseField("pre", "all scores at pre are equal: their standard deviation is zero");
  if (!(sample.post.sd > 0)) return RefuseField("post", "all scores at post are equal: they correlate with nothing");
  const double n = static_cast<double>(sample.n);
  const double d = SignOf(direction) * (sample.post.mean - sample.pre.mean) / sample.pre.sd;
  const double correction = 1 - 3 / (4 * (n - 1) - 1);
  const double variance = 2 * (1 - CorrelationOf(sample)) / n + d * d / (2 * n);
  return EffectSize{sample.n, d, EstimateOf(correction * d, correction * correction * variance, sample.n - 1)};
}

absl::StatusOr<ClusteredEffectSize> ClusteredHedgesG(absl::Span<const double> pre, absl::Span<const double> post,
                                                     absl::Span<const int64_t> units, Direction direction) {
  ASSIGN_OR_RETURN(const PairedMoments sample, MeasurePairs(pre, post));
  CHECK(units.size() == pre.size());
  ClusteredEffectSize found;
  ASSIGN_OR_RETURN(found.plain, HedgesG(sample, direction));
  std::vector<double> changes;
  std::vector<int64_t> of;
  for (size_t i = 0; i < pre.size(); ++i) {
    const double change = post[i] - pre[i];
    if (std::isnan(change)) continue;
    changes.push_back(change);
    of.push_back(units[i]);
  }
  found.units = SizesOf(of);
  found.correlation = IntraclassCorrelation(changes, of);
  found.design_effect = DesignEffect(found.units, found.correlation);
  found.clustered = EstimateOf(found.plain.g.value, found.plain.g.variance * found.design_effect,
                               std::max<int64_t>(found.units.clusters - 1, 1));
  found.effective_pairs = static_cast<double>(found.plain.pairs) / found.design_effect;
  return found;
}

}  // namespace adagio::progress
