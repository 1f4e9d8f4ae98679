#pragma once

#include "absl/status/statusor.h"
#include "services/progress/domain/change_index.h"

namespace adagio::progress {

// Change from the score that regression to the mean of pre lets expect:
//
//   RCI = ((post − M_pre) − r (pre − M_pre)) / (s_pre √(1 − r²))
//
// Gulliksen 1950 and Lord & Novick 1968, as an index of change in Hsu 1989, Behavioral Assessment 11:459-467.
// FIELD_INVALID as RequireSpread and RequireReliability say.
absl::StatusOr<ChangeIndex> GulliksenLordNovick(const PairedMoments& sample, double reliability);

}  // namespace adagio::progress
