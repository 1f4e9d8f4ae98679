#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

namespace adagio::progress {

inline constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// Two columns of scores as a trial may give them.
struct Sample {
  std::vector<double> pre;
  std::vector<double> post;
};

// `size` pairs, the same ones for the same seed: whole scores from 0 to 63 that fall by about a third, every twentieth
// one missing at pre or at post.
inline Sample GenerateSample(uint64_t seed, size_t size) {
  std::mt19937_64 random(seed);
  std::normal_distribution<double> severity(33, 8), change(-10, 9);
  std::uniform_int_distribution<int> of_forty(0, 39);
  const auto bounded = [](double score) { return std::min(63.0, std::max(0.0, std::round(score))); };
  Sample sample;
  for (size_t i = 0; i < size; ++i) {
    const double pre = severity(random);
    const double post = pre + change(random);
    const int chance = of_forty(random);
    sample.pre.push_back(chance == 0 ? kNone : bounded(pre));
    sample.post.push_back(chance == 1 ? kNone : bounded(post));
  }
  return sample;
}

}  // namespace adagio::progress
