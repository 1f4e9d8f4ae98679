#include "services/platform/statistics/exact_limits.h"

#include <cmath>
#include <limits>

#include "absl/functional/function_ref.h"
#include "services/platform/foundation/check.h"
#include "services/platform/statistics/count_distribution.h"

namespace adagio::statistics {
namespace {

// Beyond each of the two limits.
constexpr double kTail = 0.025;

// Where `lies_below` turns from true to false between `low` and `high`.
double Turn(double low, double high, absl::FunctionRef<bool(double)> lies_below) {
  for (;;) {
    const double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return low;
    (lies_below(middle) ? low : high) = middle;
  }
}

}  // namespace

Limits ShareLimits(int64_t count, int64_t of) {
  CHECK(of >= 1 && count >= 0 && count <= of);
  const double share = static_cast<double>(count) / static_cast<double>(of);
  Limits limits{.low = 0, .high = 1};
  if (count > 0) limits.low = Turn(0, share, [&](double p) { return Binomial(of, p).AtLeast(count) < kTail; });
  if (count < of) limits.high = Turn(share, 1, [&](double p) { return Binomial(of, p).AtMost(count) > kTail; });
  return limits;
}

Limits MeanLimits(int64_t count) {
  CHECK(count >= 0 && count <= 100'000'000);
  const double mean = static_cast<double>(count);
  // Ten standard deviations above, where less than the tail is left at any count.
  const double beyond = mean + 10 * std::sqrt(mean + 1);
  Limits limits;
  if (count > 0) limits.low = Turn(0, mean, [&](double m) { return Poisson(m).AtLeast(count) < kTail; });
  limits.high = Turn(mean, beyond, [&](double m) { return Poisson(m).AtMost(count) > kTail; });
  return limits;
}

Limits RatioLimits(int64_t count, double time, int64_t other, double other_time) {
  CHECK(count + other >= 1 && time > 0 && other_time > 0);
  const Limits share = ShareLimits(count, count + other);
  const auto ratio = [&](double p) { return p / (1 - p) * (other_time / time); };
  return {.low = ratio(share.low), .high = other == 0 ? std::numeric_limits<double>::infinity() : ratio(share.high)};
}

}  // namespace adagio::statistics
