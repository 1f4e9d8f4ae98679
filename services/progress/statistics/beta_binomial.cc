#include "services/progress/statistics/beta_binomial.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

constexpr double kEverything = std::numeric_limits<double>::infinity();

double ShareOf(const Proportion& one) { return static_cast<double>(one.count) / static_cast<double>(one.of); }
double PeopleOf(const Proportion& one) { return static_cast<double>(one.of) / one.design_effect; }

}  // namespace

absl::StatusOr<BetaPrior> BetaPriorOf(absl::Span<const Proportion> proportions) {
  RETURN_IF_ERROR(CheckProportions(proportions));
  double count = 0, people = 0, squares = 0;
  for (const Proportion& one : proportions) {
    const double of = PeopleOf(one);
    count += ShareOf(one) * of;
    people += of;
    squares += of * of;
  }
  const double p = count / people;
  double spread = 0;
  for (const Proportion& one : proportions) {
    const double distance = ShareOf(one) - p;
    spread += PeopleOf(one) * distance * distance;
  }
  const double freedom = static_cast<double>(proportions.size()) - 1;
  const double room = people - squares / people - freedom;
  const double excess = spread / (p * (1 - p)) - freedom;
  // Nobody or everybody, one share alone, or one person each: nothing tells of differences.
  if (!(excess > 0) || !(room > 0)) return BetaPrior{p, kEverything};
  return BetaPrior{p, std::max(0.0, room / excess - 1)};
}

double Shrink(const Proportion& proportion, const BetaPrior& prior) {
  if (std::isinf(prior.weight)) return prior.mean;
  const double people = PeopleOf(proportion);
  return (ShareOf(proportion) * people + prior.weight * prior.mean) / (people + prior.weight);
}

}  // namespace adagio::progress
