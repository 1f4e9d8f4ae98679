#pragma once

#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"

namespace adagio::statistics {

// How probable each count is. Probabilities are counted up from the most likely count in ratios of neighbours, without
// logarithms: exact to rounding.
class CountDistribution {
 public:
  // Of counts from 0 to `last`. `down(r)` is P(r − 1)/P(r) for r > 0, `up(r)` is P(r + 1)/P(r) for r < last.
  CountDistribution(int64_t mode, int64_t last, absl::FunctionRef<double(double)> down,
                    absl::FunctionRef<double(double)> up);

  // P(X ≤ r) and P(X ≥ r).
  double AtMost(int64_t r) const;
  double AtLeast(int64_t r) const;

  // The smallest r with P(X ≤ r) ≥ q, less (P(X ≤ r) − q)/P(X = r): where the steps of the distribution, drawn as
  // slopes, reach q. 0 < q < 1.
  double InterpolatedQuantile(double q) const;

 private:
  int64_t first_ = 0;                  // the count that probabilities_[0] is of
  std::vector<double> probabilities_;  // of first_, first_ + 1 …; what is left out has less than 1e-30
};

// Of n ≥ 1 draws with 0 ≤ p ≤ 1. Its interpolated quantiles lie between −1 and n.
CountDistribution Binomial(int64_t n, double p);

// Poisson's, with the mean 0 ≤ mean ≤ 1e9.
CountDistribution Poisson(double mean);

}  // namespace adagio::statistics
