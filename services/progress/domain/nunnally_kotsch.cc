#include "services/progress/domain/nunnally_kotsch.h"

#include <cmath>

#include "services/platform/foundation/status.h"

namespace adagio::progress {

absl::StatusOr<ChangeIndex> NunnallyKotsch(const PairedMoments& sample, double reliability, double reliability_post) {
  RETURN_IF_ERROR(RequireSpread(sample));
  RETURN_IF_ERROR(RequireReliability("reliability", reliability));
  RETURN_IF_ERROR(RequireReliability("reliability_post", reliability_post));
  const double at_pre = reliability * reliability * (1 - reliability);
  const double at_post = 1 - reliability_post;
  return ChangeIndex{.slope = reliability,
                     .pre_centre = sample.pre.mean,
                     .post_centre = sample.pre.mean,
                     .error = sample.pre.sd * std::sqrt(at_pre + at_post)};
}

}  // namespace adagio::progress
