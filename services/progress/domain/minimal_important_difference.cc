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
    const bool better = (change >= reached) & (change > 0);
    const bool worse = (change <= -reached) & (change < 0);
    const bool clinical_pre = d * pre[i] < cut;
    const bool functional_post = d * post[i] > cut;
    const Category category = Place(better, worse, clinical_pre, functional_post);
    categories[i] = change == change ? category : Category::kMissing;
  }
  return absl::OkStatus();
}

}  // namespace adagio::progress
