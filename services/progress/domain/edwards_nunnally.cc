#include "services/progress/domain/edwards_nunnally.h"

#include "services/platform/foundation/status.h"
#include "services/progress/domain/jacobson_truax.h"

namespace adagio::progress {

absl::StatusOr<ChangeIndex> EdwardsNunnally(const PairedMoments& sample, double reliability) {
  RETURN_IF_ERROR(RequireSpread(sample));
  RETURN_IF_ERROR(RequireReliability("reliability", reliability));
  return ChangeIndex{.slope = reliability,
                     .pre_centre = sample.pre.mean,
                     .post_centre = sample.pre.mean,
                     .error = StandardErrorOfMeasurement(sample.pre.sd, reliability)};
}

}  // namespace adagio::progress
