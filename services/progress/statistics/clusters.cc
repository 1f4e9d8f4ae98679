#include "services/progress/statistics/clusters.h"

#include <algorithm>
#include <cstddef>
#include <unordered_map>

#include "services/platform/foundation/check.h"

namespace adagio::progress {
namespace {

// About the first value, so that equal values have exactly their own mean.
double MeanOf(absl::Span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value - values[0];
  return values[0] + sum / static_cast<double>(values.size());
}

// A cluster's values: how many, and the sum of their distances from the mean of all.
struct Cluster {
  double size = 0;
  double sum = 0;
};

}  // namespace

ClusterSizes SizesOf(absl::Span<const int64_t> clusters) {
  std::unordered_map<int64_t, int64_t> sizes;
  for (const int64_t cluster : clusters) ++sizes[cluster];
  ClusterSizes found{.values = static_cast<int64_t>(clusters.size()), .clusters = static_cast<int64_t>(sizes.size())};
  for (const auto& [cluster, size] : sizes) found.squares += static_cast<double>(size) * static_cast<double>(size);
  return found;
}

std::optional<double> IntraclassCorrelation(absl::Span<const double> values, absl::Span<const int64_t> clusters) {
  CHECK(values.size() == clusters.size());
  const ClusterSizes sizes = SizesOf(clusters);
  if (sizes.clusters < 2 || sizes.clusters == sizes.values) return std::nullopt;
  const double mean = MeanOf(values);
  std::unordered_map<int64_t, Cluster> by_cluster;
  double all_squares = 0;
  for (size_t i = 0; i < values.size(); ++i) {
    const double distance = values[i] - mean;
    Cluster& cluster = by_cluster[clusters[i]];
    cluster.size += 1;
    cluster.sum += distance;
    all_squares += distance * distance;
  }
  double between = 0;
  for (const auto& [id, cluster] : by_cluster) between += cluster.sum * cluster.sum / cluster.size;
  const double n = static_cast<double>(sizes.values), k = static_cast<double>(sizes.clusters);
  const double mean_between = between / (k - 1);
  const double mean_within = std::max(all_squares - between, 0.0) / (n - k);
  const double size = (n - sizes.squares / n) / (k - 1);
  const double total = mean_between + (size - 1) * mean_within;
  if (!(total > 0)) return std::nullopt;
  return (mean_between - mean_within) / total;
}

double DesignEffect(const ClusterSizes& sizes, std::optional<double> correlation) {
  const double shared = sizes.SeenByAValue() - 1;
  return 1 + shared * std::max(correlation.value_or(1), 0.0);
}

}  // namespace adagio::progress
