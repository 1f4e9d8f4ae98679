#pragma once

#include "absl/status/statusor.h"
#include "services/progress/statistics/direction.h"
#include "services/progress/statistics/paired_moments.h"

namespace adagio::progress {

// The score that parts the clinical from the functional population. Jacobson & Truax 1991, Journal of Consulting and
// Clinical Psychology 59:12-19; d is +1 where higher is better, −1 where lower is.
enum class CutoffKind { kA, kB, kC };

// a = M_clin + d·2·s_clin: two standard deviations better than the clinical mean.
double CutoffA(const Population& clinical, Direction direction);
// b = M_func − d·2·s_func: two standard deviations, of the functional population, worse than the functional mean.
double CutoffB(const Population& functional, Direction direction);
// c = (s_clin·M_func + s_func·M_clin) / (s_clin + s_func): as many standard deviations from one mean as from the
// other. The sum of the SDs is positive.
double CutoffC(const Population& clinical, const Population& functional);

// The cut-off of `kind`; FIELD_INVALID where `functional` is asked for and is no population (finite mean, positive SD).
absl::StatusOr<double> Cutoff(CutoffKind kind, const Population& clinical, const Population& functional,
                              Direction direction);

// A cut-off that everybody is on the functional side of, always: nobody recovers and nobody is harmed.
double NoCutoff(Direction direction);

}  // namespace adagio::progress
