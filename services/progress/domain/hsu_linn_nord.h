#pragma once

#include "absl/status/statusor.h"
#include "services/progress/domain/change_index.h"

namespace adagio::progress {

// As Gulliksen-Lord-Novick, but post is taken from its own mean, so that the change all have in common does not count:
//
//   RCI = ((post − M_post) − r (pre − M_pre)) / (s_pre √(1 − r²))
//
// Hsu 1989, Behavioral Assessment 11:459-467, after Linn & Slinde and Nord.
// FIELD_INVALID as RequireSpread and RequireReliability say.
absl::StatusOr<ChangeIndex> HsuLinnNord(const PairedMoments& sample, double reliability);

}  // namespace adagio::progress
