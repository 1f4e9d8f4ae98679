#include "services/platform/statistics/count_distribution.h"

#include <algorithm>
#include <cstddef>
#include <limits>

#include "services/platform/foundation/check.h"

namespace adagio::statistics {
namespace {

// Beside 1, the weight of the most likely count.
constexpr double kNegligible = 1e-30;

}  // namespace

CountDistribution::CountDistribution(int64_t mode, int64_t last, absl::FunctionRef<double(double)> down,
                                     absl::FunctionRef<double(double)> up) {
  std::vector<double> below, above;  // going away from the mode
  double weight = 1;
  for (int64_t r = mode; r > 0; --r) {
    weight *= down(static_cast<double>(r));
    if (weight < kNegligible) break;
    below.push_back(weight);
  }
  weight = 1;
  for (int64_t r = mode; r < last; ++r) {
    weight *= up(static_cast<double>(r));
    if (weight < kNegligible) break;
    above.push_back(weight);
  }
  first_ = mode - static_cast<int64_t>(below.size());
  probabilities_.assign(below.rbegin(), below.rend());
  probabilities_.push_back(1);
  probabilities_.insert(probabilities_.end(), above.begin(), above.end());
  double sum = 0;
  for (const double each : probabilities_) sum += each;
  for (double& each : probabilities_) each /= sum;
}

double CountDistribution::AtMost(int64_t r) const {
  const int64_t end = std::clamp<int64_t>(r - first_ + 1, 0, static_cast<int64_t>(probabilities_.size()));
  double reached = 0;
  for (int64_t i = 0; i < end; ++i) reached += probabilities_[static_cast<size_t>(i)];
  return reached;
}

double CountDistribution::AtLeast(int64_t r) const {
  const int64_t begin = std::clamp<int64_t>(r - first_, 0, static_cast<int64_t>(probabilities_.size()));
  double reached = 0;
  for (size_t i = probabilities_.size(); i > static_cast<size_t>(begin); --i) reached += probabilities_[i - 1];
  return reached;
}

double CountDistribution::InterpolatedQuantile(double q) const {
  double reached = 0;
  for (size_t i = 0; i < probabilities_.size(); ++i) {
    reached += probabilities_[i];
    if (reached >= q) return static_cast<double>(first_ + static_cast<int64_t>(i)) - (reached - q) / probabilities_[i];
  }
  return static_cast<double>(first_ + static_cast<int64_t>(probabilities_.size()) - 1);
}

CountDistribution Binomial(int64_t n, double p) {
  CHECK(n >= 1 && p >= 0 && p <= 1);
  const double draws = static_cast<double>(n);
  return CountDistribution(
      std::min(n, static_cast<int64_t>((draws + 1) * p)), n,
      [&](double r) { return r / (draws - r + 1) * ((1 - p) / p); },
      [&](double r) { return (draws - r) / (r + 1) * (p / (1 - p)); });
}

CountDistribution Poisson(double mean) {
  CHECK(mean >= 0 && mean <= 1e9);
  return CountDistribution(
      static_cast<int64_t>(mean), std::numeric_limits<int64_t>::max(), [&](double r) { return r / mean; },
      [&](double r) { return mean / (r + 1); });
}

}  // namespace adagio::statistics
