#include "services/progress/domain/cutoff.h"

#include <cmath>
#include <limits>

#include "services/platform/foundation/check.h"
#include "services/platform/foundation/status.h"

namespace adagio::progress {

double CutoffA(const Population& clinical, Direction direction) {
  return clinical.mean + SignOf(direction) * 2 * clinical.sd;
}

double CutoffB(const Population& functional, Direction direction) {
  return functional.mean - SignOf(direction) * 2 * functional.sd;
}

double CutoffC(const Population& clinical, const Population& functional) {
  CHECK(clinical.sd + functional.sd > 0);
  return (clinical.sd * functional.mean + functional.sd * clinical.mean) / (clinical.sd + functional.sd);
}

absl::StatusOr<double> Cutoff(CutoffKind kind, const Population& clinical, const Population& functional,
                              Direction direction) {
  if (kind == CutoffKind::kA) return CutoffA(clinical, direction);
  if (!std::isfinite(functional.mean)) return RefuseField("functional_mean", "the functional mean must be a number");
  if (!(functional.sd > 0) || !std::isfinite(functional.sd)) {
    return RefuseField("functional_sd", "the functional standard deviation must be greater than 0");
  }
  if (kind == CutoffKind::kB) return CutoffB(functional, direction);
  return CutoffC(clinical, functional);
}

double NoCutoff(Direction direction) { return -SignOf(direction) * std::numeric_limits<double>::infinity(); }

}  // namespace adagio::progress
