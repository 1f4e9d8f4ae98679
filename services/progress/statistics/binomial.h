#pragma once

#include <cstdint>
#include <vector>

namespace adagio::progress {

// The binomial distribution of n ≥ 1 draws with 0 ≤ p ≤ 1. Probabilities are counted up from the most likely number in
// ratios of neighbours, without logarithms: exact to rounding.
class Binomial {
 public:
  Binomial(int64_t n, double p);

  // The smallest r with P(X ≤ r) ≥ q, less (P(X ≤ r) − q)/P(X = r): where the steps of the distribution, drawn as
  // slopes, reach q. Between −1 and n. 0 < q < 1.
  double InterpolatedQuantile(double q) const;

 private:
  int64_t first_ = 0;                  // the number that probabilities_[0] is of
  std::vector<double> probabilities_;  // of first_, first_ + 1 …; what is left out has less than 1e-30
};

}  // namespace adagio::progress
