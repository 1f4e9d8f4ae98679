#pragma once

#include "absl/status/statusor.h"
#include "services/progress/domain/change_index.h"

namespace adagio::progress {

// Change from the estimated true score at pre, where the instrument may measure less well at post than at pre:
//
//   RCI = (post − (r (pre − M_pre) + M_pre)) / √(r² s_pre² (1 − r) + s_pre² (1 − r_post))
//
// Nunnally & Kotsch 1983, British Journal of Clinical Psychology 22:83-93. Texts differ on whether the second term
// takes s_pre or s_post; this is the form of the R package clinicalsignificance.
// FIELD_INVALID as RequireSpread and RequireReliability say.
absl::StatusOr<ChangeIndex> NunnallyKotsch(const PairedMoments& sample, double reliability, double reliability_post);

}  // namespace adagio::progress
