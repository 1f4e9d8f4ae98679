#include "services/progress/statistics/shrinkage.h"

#include <algorithm>
#include <cmath>

#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

// Sums of effects under weights 1/(variance + tau2).
struct Weighted {
  double weights = 0;
  double squares = 0;  // of the weights
  double mean = 0;
  double q = 0;  // weighted squared distances from the mean
};

Weighted Weigh(absl::Span<const Estimate> effects, double tau2) {
  Weighted all;
  for (const Estimate& effect : effects) {
    const double weight = 1 / (effect.variance + tau2);
    all.weights += weight;
    all.squares += weight * weight;
    all.mean += (effect.value - all.mean) * weight / all.weights;
  }
  for (const Estimate& effect : effects) {
    const double distance = effect.value - all.mean;
    all.q += distance * distance / (effect.variance + tau2);
  }
  return all;
}

}  // namespace

absl::StatusOr<Pooled> DerSimonianLaird(absl::Span<const Estimate> effects) {
  if (effects.empty()) return RefuseField("effects", "there is no effect to pool");
  for (const Estimate& effect : effects) {
    if (!std::isfinite(effect.value) || !(effect.variance > 0) || !std::isfinite(effect.variance)) {
      return RefuseField("effects", "effects must be finite, their variances above 0");
    }
  }
  const Weighted fixed = Weigh(effects, 0);
  const double freedom = static_cast<double>(effects.size()) - 1;
  const double scale = fixed.weights - fixed.squares / fixed.weights;
  const double tau2 = freedom > 0 ? std::max(0.0, (fixed.q - freedom) / scale) : 0;
  const Weighted random = Weigh(effects, tau2);
  return Pooled{EstimateOf(random.mean, 1 / random.weights), tau2, fixed.q};
}

Shrunken Shrink(const Estimate& effect, const Pooled& pooled) {
  const double weight = pooled.tau2 / (pooled.tau2 + effect.variance);
  const double rest = 1 - weight;
  const double value = weight * effect.value + rest * pooled.mean.value;
  return {EstimateOf(value, weight * effect.variance + rest * rest * pooled.mean.variance), weight};
}

}  // namespace adagio::progress
