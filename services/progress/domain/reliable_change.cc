#include "services/progress/domain/reliable_change.h"

#include <cstddef>

#include "services/platform/foundation/check.h"
#include "services/progress/statistics/normal.h"

namespace adagio::progress {

void ClassifyReliableChange(absl::Span<const double> pre, absl::Span<const double> post, absl::Span<const double> rci,
                            double cutoff, Direction direction, absl::Span<Category> categories) {
  CHECK(pre.size() == post.size() && pre.size() == rci.size() && pre.size() == categories.size());
  const double d = SignOf(direction);
  const double cut = d * cutoff;
  for (size_t i = 0; i < pre.size(); ++i) {
    const double change = d * rci[i];
    const bool clinical_pre = d * pre[i] < cut;
    const bool functional_post = d * post[i] > cut;
    const Category category = Place(change > kTwoSided95, change < -kTwoSided95, clinical_pre, functional_post);
    categories[i] = change == change ? category : Category::kMissing;
  }
}

}  // namespace adagio::progress
