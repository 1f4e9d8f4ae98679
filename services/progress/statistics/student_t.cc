#include "services/progress/statistics/student_t.h"

#include <cmath>

#include "services/platform/foundation/check.h"
#include "services/progress/statistics/normal.h"

namespace adagio::progress {
namespace {

constexpr double kPi = 3.141592653589793;
constexpr double kProbability = 0.95;
// From here on the expansion is the more exact.
constexpr int64_t kMany = 400;

// P(|t| < √ν·tan θ) as a finite sum (Abramowitz & Stegun 1964, 26.7.3 and 26.7.4).
double Within(double theta, int64_t degrees) {
  const double cosine = std::cos(theta);
  const bool odd = degrees % 2 == 1;
  double term = odd ? cosine : 1;
  double sum = 0;
  for (int64_t k = odd ? 3 : 2; k <= degrees; k += 2) {
    sum += term;
    term *= cosine * cosine * static_cast<double>(k - 1) / static_cast<double>(k);
  }
  return odd ? 2 / kPi * (theta + std::sin(theta) * sum) : std::sin(theta) * sum;
}

// Abramowitz & Stegun 1964, 26.7.5: Fisher's expansion around the normal quantile.
double Expanded(double degrees) {
  const double z = kTwoSided95, s = z * z;
  const double g1 = z * (s + 1) / 4;
  const double g2 = z * ((5 * s + 16) * s + 3) / 96;
  const double g3 = z * (((3 * s + 19) * s + 17) * s - 15) / 384;
  const double g4 = z * ((((79 * s + 776) * s + 1482) * s - 1920) * s - 945) / 92160;
  return z + (g1 + (g2 + (g3 + g4 / degrees) / degrees) / degrees) / degrees;
}

}  // namespace

double TwoSided95(int64_t degrees) {
  CHECK(degrees >= 1);
  if (degrees >= kMany) return Expanded(static_cast<double>(degrees));
  double low = 0, high = kPi / 2;
  for (int halvings = 0; halvings < 100; ++halvings) {
    const double middle = (low + high) / 2;
    (Within(middle, degrees) < kProbability ? low : high) = middle;
  }
  return std::sqrt(static_cast<double>(degrees)) * std::tan(low);
}

}  // namespace adagio::progress
