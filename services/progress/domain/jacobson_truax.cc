#include "services/progress/domain/jacobson_truax.h"

#include <cmath>

#include "services/platform/foundation/status.h"

namespace adagio::progress {

double StandardErrorOfMeasurement(double sd, double reliability) { return sd * std::sqrt(1 - reliability); }

double DifferenceError(double sd, double reliability) {
  return std::sqrt(2.0) * StandardErrorOfMeasurement(sd, reliability);
}

absl::StatusOr<ChangeIndex> JacobsonTruax(const PairedMoments& sample, double reliability) {
  RETURN_IF_ERROR(RequireSpread(sample));
  RETURN_IF_ERROR(RequireReliability("reliability", reliability));
  return ChangeIndex{.error = DifferenceError(sample.pre.sd, reliability)};
}

}  // namespace adagio::progress
