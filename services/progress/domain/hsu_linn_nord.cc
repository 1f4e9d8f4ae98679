#include "services/progress/domain/hsu_linn_nord.h"

#include <cmath>

#include "services/platform/foundation/status.h"

namespace adagio::progress {

absl::StatusOr<ChangeIndex> HsuLinnNord(const PairedMoments& sample, double reliability) {
  RETURN_IF_ERROR(RequireSpread(sample));
  RETURN_IF_ERROR(RequireReliability("reliability", reliability));
  return ChangeIndex{.slope = reliability,
                     .pre_centre = sample.pre.mean,
                     .post_centre = sample.post.mean,
                     .error = sample.pre.sd * std::sqrt(1 - reliability * reliability)};
}

}  // namespace adagio::progress
