#pragma once

namespace adagio::progress {

// Quantiles of the standard normal distribution, pinned to the double nearest to Φ⁻¹(p), where Φ(z) = erfc(−z/√2)/2
// (Abramowitz & Stegun 1964, 7.1.2 and 26.2.29). The papers print 1.96 and 1.645; the unrounded value is used here,
// so that the error rate is the one stated.

inline constexpr double kTwoSided95 = 1.959963984540054;   // Φ⁻¹(0.975)
inline constexpr double kOneSided95 = 1.6448536269514722;  // Φ⁻¹(0.95)

}  // namespace adagio::progress
