#pragma once

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/progress/statistics/funnel.h"

namespace adagio::progress {

// How shares differ from one another beyond chance: a beta distribution with this mean, worth as much as `weight`
// people.
struct BetaPrior {
  double mean = 0;
  double weight = 0;  // M = a + b; infinite where the shares differ no more than chance makes them
};

// By moments (Kleinman 1973, J Am Stat Assoc 68:46-54, weights = people): with S = Σ nᵢ(pᵢ − p)² over k shares of N
// people, rho = (S/(p(1 − p)) − (k − 1))/(N − Σnᵢ²/N − (k − 1)) and M = 1/rho − 1. nᵢ is of / design_effect:
// as if everybody were a stranger to everybody where that is 1. FIELD_INVALID as of FunnelOf.
absl::StatusOr<BetaPrior> BetaPriorOf(absl::Span<const Proportion> proportions);

// The share, drawn towards the mean: (n·share + M·mean)/(n + M), n = of / design_effect.
double Shrink(const Proportion& proportion, const BetaPrior& prior);

}  // namespace adagio::progress
