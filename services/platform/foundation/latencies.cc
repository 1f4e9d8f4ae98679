#include "services/platform/foundation/latencies.h"

#include <algorithm>

namespace adagio {

void Latencies::Add(absl::Duration took) {
  const auto bound = std::lower_bound(kBounds.begin(), kBounds.end(), absl::ToDoubleSeconds(took));
  counts_[static_cast<size_t>(bound - kBounds.begin())].fetch_add(1, std::memory_order_relaxed);
  micros_.fetch_add(absl::ToInt64Microseconds(took), std::memory_order_relaxed);
}

Latencies::Seen Latencies::seen() const {
  Seen seen;
  for (size_t i = 0; i < counts_.size(); ++i) seen.counts[i] = counts_[i].load(std::memory_order_relaxed);
  seen.seconds = static_cast<double>(micros_.load(std::memory_order_relaxed)) / 1e6;
  return seen;
}

}  // namespace adagio
