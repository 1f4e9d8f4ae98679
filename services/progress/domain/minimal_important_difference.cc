#include "services/progress/domain/minimal_important_difference.h"

#include <cmath>
#include <cstddef>

#include "services/platform/foundation/check.h"
#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

// A difference of two decimal scores is off by their rounding, which is a share of their size.
constexpr double kRounding = 1e-14;

}  // namespace

absl::Status ClassifyMinimalImportantDifference(absl::Span<const double> pre, absl::Span<const double> post, double mid,
                                                double cutoff, Direction direction, absl::Span<Category> categories) {
  CHECK(pre.size() == post.size() && pre.size() == categories.size());
  if (!(mid > 0) || !std::isfinite(mid)) {
    return RefuseField("mid", "the minimal important difference must be greater than 0");
  }
  const double d = SignOf(direction);
  const double cut = d * cutoff;
  for (size_t i = 0; i < pre.size(); ++i) {
    const double change = d * (post[i] - pre[i]);
    const double reached = mid - kRounding * (std::abs(pre[i]) + std::abs(post[i]));
    const Category category = Place((change >= reached) & (change > 0), (change <= -reached) & (change < 0),
                                    d * pre[i]<cut, d * post[i]> cut);
    categories[i] = change == change ? category : Category::kMissing;
  }
  return absl::OkStatus();
}

}  // namespace adagio::progress
