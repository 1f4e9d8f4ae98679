#include "services/progress/statistics/binomial.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "services/platform/foundation/check.h"

namespace adagio::progress {
namespace {

// Beside 1, the weight of the most likely number.
constexpr double kNegligible = 1e-30;

}  // namespace

Binomial::Binomial(int64_t n, double p) {
  CHECK(n >= 1 && p >= 0 && p <= 1);
  const double draws = static_cast<double>(n);
  const int64_t mode = std::min(n, static_cast<int64_t>((draws + 1) * p));
  std::vector<double> below, above;  // going away from the mode
  double weight = 1;
  for (int64_t r = mode; r > 0; --r) {
    const double at = static_cast<double>(r);
    weight *= at / (draws - at + 1) * ((1 - p) / p);
    if (weight < kNegligible) break;
    below.push_back(weight);
  }
  weight = 1;
  for (int64_t r = mode; r < n; ++r) {
    const double at = static_cast<double>(r);
    weight *= (draws - at) / (at + 1) * (p / (1 - p));
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

double Binomial::InterpolatedQuantile(double q) const {
  double reached = 0;
  for (size_t i = 0; i < probabilities_.size(); ++i) {
    reached += probabilities_[i];
    if (reached >= q) return static_cast<double>(first_ + static_cast<int64_t>(i)) - (reached - q) / probabilities_[i];
  }
  return static_cast<double>(first_ + static_cast<int64_t>(probabilities_.size()) - 1);
}

}  // namespace adagio::progress
