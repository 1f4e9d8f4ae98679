#include "services/progress/domain/percentage_change.h"

#include <cmath>
#include <cstddef>

#include "services/platform/foundation/check.h"
#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

// 100 times the difference of two decimal scores is off by 100 times their rounding.
constexpr double kRounding = 1e-12;

}  // namespace

absl::Status ClassifyPercentageChange(absl::Span<const double> pre, absl::Span<const double> post, double percent,
                                      double cutoff, Direction direction, absl::Span<Category> categories) {
  CHECK(pre.size() == post.size() && pre.size() == categories.size());
  if (!(percent > 0) || !std::isfinite(percent)) {
    return RefuseField("percent", "the percentage must be greater than 0");
  }
  const double d = SignOf(direction);
  const double cut = d * cutoff;
  for (size_t i = 0; i < pre.size(); ++i) {
    const double change = d * (post[i] - pre[i]);
    const double size = std::abs(pre[i]);
    const double reached = percent * size - kRounding * (size + std::abs(post[i]));
    const bool better = (100 * change >= reached) & (change > 0);
    const bool worse = (100 * change <= -reached) & (change < 0);
    const bool clinical_pre = d * pre[i] < cut;
    const bool functional_post = d * post[i] > cut;
    const Category category = Place(better, worse, clinical_pre, functional_post);
    categories[i] = change == change ? category : Category::kMissing;
  }
  return absl::OkStatus();
}

}  // namespace adagio::progress
