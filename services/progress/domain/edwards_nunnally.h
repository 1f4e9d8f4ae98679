#pragma once

#include "absl/status/statusor.h"
#include "services/progress/domain/change_index.h"

namespace adagio::progress {

// Change from the estimated true score at pre, in standard errors of measurement:
//
//   RCI = (post − (r (pre − M_pre) + M_pre)) / (s_pre √(1 − r))
//
// Edwards, Yarvis, Mueller, Zingale & Wagman 1978 and Nunnally 1965, as in Speer 1992, Journal of Consulting and
// Clinical Psychology 60:402-408. FIELD_INVALID as RequireSpread and RequireReliability say.
absl::StatusOr<ChangeIndex> EdwardsNunnally(const PairedMoments& sample, double reliability);

}  // namespace adagio::progress
