#include "services/progress/statistics/funnel.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "services/platform/foundation/check.h"
#include "services/platform/foundation/status.h"
#include "services/platform/statistics/count_distribution.h"

namespace adagio::progress {
namespace {

constexpr double kWinsorised = 0.1;  // at either end

FunnelLimits WholeLimits(int64_t of, double target) {
  const statistics::CountDistribution binomial = statistics::Binomial(of, target);
  const auto limit = [&](double p) {
    return std::clamp(binomial.InterpolatedQuantile(p) / static_cast<double>(of), 0.0, 1.0);
  };
  return {{limit(0.025), limit(0.975)}, {limit(0.001), limit(0.999)}};
}

Limits Between(const Limits& a, const Limits& b, double part) {
  return {a.low + (b.low - a.low) * part, a.high + (b.high - a.high) * part};
}

Limits Widened(const Limits& limits, double target, double factor) {
  const auto drawn = [&](double limit) { return std::clamp(target + (limit - target) * factor, 0.0, 1.0); };
  return {drawn(limits.low), drawn(limits.high)};
}

// R's default, type 7 of Hyndman & Fan 1996. `sorted` is not empty.
double QuantileOf(const std::vector<double>& sorted, double p) {
  const double at = p * static_cast<double>(sorted.size() - 1);
  const size_t below = static_cast<size_t>(at);
  const size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

double OverdispersionOf(std::vector<double> z) {
  std::sort(z.begin(), z.end());
  const double low = QuantileOf(z, kWinsorised), high = QuantileOf(z, 1 - kWinsorised);
  double squares = 0;
  for (const double each : z) squares += std::clamp(each, low, high) * std::clamp(each, low, high);
  return std::max(1.0, squares / static_cast<double>(z.size()));
}

// `step`: one person more, as far as it is from the target on the drawn scale.
FunnelPosition PositionOf(double share, const FunnelLimits& limits, double step) {
  if (share < limits.at998.low) return FunnelPosition::kFarBelow;
  if (share > limits.at998.high + step) return FunnelPosition::kFarAbove;
  if (share < limits.at95.low) return FunnelPosition::kBelow;
  if (share > limits.at95.high + step) return FunnelPosition::kAbove;
  return FunnelPosition::kWithin;
}

double ShareOf(const Proportion& one) { return static_cast<double>(one.count) / static_cast<double>(one.of); }

// The one funnel where each share rests on so many people.
class Reader {
 public:
  Reader(absl::Span<const Proportion> proportions, const std::vector<double>& people, double target)
      : target_(target), phi_(1) {
    if (!(target > 0) || !(target < 1)) return;
    std::vector<double> z;
    for (size_t i = 0; i < people.size(); ++i) {
      z.push_back((ShareOf(proportions[i]) - target) / std::sqrt(target * (1 - target) / people[i]));
    }
    phi_ = OverdispersionOf(std::move(z));
  }

  double phi() const { return phi_; }

  FunnelReading Read(const Proportion& one, double people) const {
    const FunnelLimits exact = BinomialLimits(people, target_);
    const double factor = std::sqrt(phi_);
    FunnelReading reading{{Widened(exact.at95, target_, factor), Widened(exact.at998, target_, factor)}, std::nullopt};
    if (one.of >= kFewestToCompare) reading.position = PositionOf(ShareOf(one), reading.limits, factor / people);
    return reading;
  }

 private:
  double target_;
  double phi_;
};

}  // namespace

absl::Status CheckProportions(absl::Span<const Proportion> proportions) {
  if (proportions.empty()) return RefuseField("proportions", "there is nobody to compare");
  for (const Proportion& one : proportions) {
    if (one.of < 1 || one.count < 0 || one.count > one.of) {
      return RefuseField("proportions", "a count lies between 0 and the number of people, who are one at least");
    }
    if (!(one.design_effect >= 1) || !(one.design_effect <= static_cast<double>(one.of))) {
      return RefuseField("proportions", "a design effect lies between 1 and the number of people");
    }
  }
  return absl::OkStatus();
}

FunnelLimits BinomialLimits(double of, double target) {
  CHECK(of >= 1 && target >= 0 && target <= 1);
  const double whole = std::floor(of);
  const FunnelLimits below = WholeLimits(static_cast<int64_t>(whole), target);
  if (whole == of) return below;
  const FunnelLimits above = WholeLimits(static_cast<int64_t>(whole) + 1, target);
  return {Between(below.at95, above.at95, of - whole), Between(below.at998, above.at998, of - whole)};
}

absl::StatusOr<Funnel> FunnelOf(absl::Span<const Proportion> proportions) {
  RETURN_IF_ERROR(CheckProportions(proportions));
  int64_t count = 0, of = 0;
  std::vector<double> people, effective;
  for (const Proportion& one : proportions) {
    count += one.count;
    of += one.of;
    people.push_back(static_cast<double>(one.of));
    effective.push_back(people.back() / one.design_effect);
  }
  Funnel funnel{.target = static_cast<double>(count) / static_cast<double>(of)};
  const Reader plain(proportions, people, funnel.target), clustered(proportions, effective, funnel.target);
  funnel.phi_plain = plain.phi();
  funnel.phi_clustered = clustered.phi();
  for (size_t i = 0; i < people.size(); ++i) {
    funnel.points.push_back(
        {ShareOf(proportions[i]), plain.Read(proportions[i], people[i]), clustered.Read(proportions[i], effective[i])});
  }
  return funnel;
}

}  // namespace adagio::progress
