#pragma once

#include <cstdint>

namespace adagio::statistics {

// Exact limits of what was counted: intervals that hold the true figure at least 95 times in 100, however few there
// are, with at most 2.5 % beyond each limit. Found by halving until no double lies between, so exact to rounding.
struct Limits {
  double low = 0;
  double high = 0;
};

// Of the share behind `count` of `of`, 0 ≤ count ≤ of, of ≥ 1 (Clopper & Pearson 1934, Biometrika 26:404-413). Of none
// the lower limit is 0, of all the upper one 1.
Limits ShareLimits(int64_t count, int64_t of);

// Of the mean behind a count of Poisson's, 0 ≤ count ≤ 1e8 (Garwood 1936, Biometrika 28:437-442).
Limits MeanLimits(int64_t count);

// Of the ratio of two rates, of which the first gave `count` in the time `time`, the second `other` in `other_time`;
// counts ≥ 0 and not both 0, times > 0. Given their sum, the first count is binomial with p = r·t/(r·t + u), t and u
// the times; the limits of p are those of ShareLimits (Przyborowski & Wilenski 1940, Biometrika 31:313-323). The upper
// limit is infinite where `other` is 0.
Limits RatioLimits(int64_t count, double time, int64_t other, double other_time);

}  // namespace adagio::statistics
