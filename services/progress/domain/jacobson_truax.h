#pragma once

#include "absl/status/statusor.h"
#include "services/progress/domain/change_index.h"

namespace adagio::progress {

// Standard error of measurement, s √(1 − r).
double StandardErrorOfMeasurement(double sd, double reliability);

// Standard error of a difference between two scores, √2 SEM.
double DifferenceError(double sd, double reliability);

// Change in standard errors of a difference:
//
//   SEM = s_pre √(1 − r)    S_diff = √2 SEM    RCI = (post − pre) / S_diff
//
// Jacobson & Truax 1991, Journal of Consulting and Clinical Psychology 59:12-19.
// FIELD_INVALID as RequireSpread and RequireReliability say.
absl::StatusOr<ChangeIndex> JacobsonTruax(const PairedMoments& sample, double reliability);

}  // namespace adagio::progress
