#pragma once

#include <cstdint>
#include <optional>

#include "absl/types/span.h"

// The partners of one unit are treated together, so what becomes of them is not independent: so many partners tell less
// than so many strangers would. Everything here is about values of people and, in the same order, their units; any
// numbers will do for units.
namespace adagio::progress {

// Sizes of clusters, for a formula.
struct ClusterSizes {
  int64_t values = 0;
  int64_t clusters = 0;
  double squares = 0;  // sum of the squared sizes

  // The size of the cluster that a value is in, on average over values; 1 where everybody is alone.
  double SeenByAValue() const { return values > 0 ? squares / static_cast<double>(values) : 1; }
};

ClusterSizes SizesOf(absl::Span<const int64_t> clusters);

// How alike values of one cluster are: the one-way analysis-of-variance estimator for clusters of unequal size (Donner
// & Koval 1980, Biometrics 36:19-25), 1 at most and below 0 where those of one cluster are less alike than others.
// Nothing where it cannot be told: fewer than two clusters, or nobody shares one, or all values are equal. The values
// are finite and as many as the clusters.
std::optional<double> IntraclassCorrelation(absl::Span<const double> values, absl::Span<const int64_t> clusters);

// By how much clustering widens a variance (Kish 1965), with the mean cluster size weighted by size. 1 at least: a
// negative correlation, which small samples give by chance, earns nobody a narrower interval. `correlation` is that of
// IntraclassCorrelation; where it could not be told it counts as 1, the worst.
double DesignEffect(const ClusterSizes& sizes, std::optional<double> correlation);

}  // namespace adagio::progress
