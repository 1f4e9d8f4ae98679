#pragma once

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/progress/domain/category.h"
#include "services/progress/domain/change_index.h"
#include "services/progress/domain/cutoff.h"

namespace adagio::progress {

// Change and standing in terms of true scores, one-sided (z = kOneSided95). Hageman & Arrindell 1999, Behaviour
// Research and Therapy 37:1169-1193. With SEM = s_pre √(1 − r) and r_i = (s_i² − SEM²) / s_i² for the SD of each
// occasion and of the functional population, cov the covariance of pre and post, and d the direction:
//
//   r_dd   = (s_pre² r_pre + s_post² r_post − 2 cov) / (s_pre² + s_post² − 2 cov)
//   RCI    = ((post − pre) r_dd + (M_post − M_pre)(1 − r_dd)) / (√r_dd √2 SEM)
//   cutoff = a, b or c with s √r_i in place of s
//   CS     = (M_post + (post − M_post) r_post − cutoff) / (√r_post SEM)
struct TrueScoreChange {
  ChangeIndex index;  // RCI
  double cutoff = 0;
  double post_mean = 0;
  double post_reliability = 0;    // r_post
  double change_reliability = 0;  // r_dd
  double sem = 0;

  // CS of one person: how far the true score at post lies from the cut-off.
  double StandingAt(double post) const;
};

// FIELD_INVALID as RequireSpread, RequireReliability and Cutoff say, and where the formulas have no value: the scores
// at post, the change, or the functional population vary less than the error of measurement does.
absl::StatusOr<TrueScoreChange> HagemanArrindell(const PairedMoments& sample, const Population& functional,
                                                 double reliability, CutoffKind kind, Direction direction);

// Places every row by its index: the person was clinical where d·pre < d·cutoff, and is functional where they were
// clinical and d·CS > z. It follows that whoever was not clinical and worsens reliably is harmed, wherever post lies.
void ClassifyTrueScoreChange(const TrueScoreChange& terms, Direction direction, absl::Span<const double> pre,
                             absl::Span<const double> post, absl::Span<const double> rci,
                             absl::Span<Category> categories);

// Estimated shares (0 to 1) of a group.
struct GroupChange {
  double changed = 0;     // Φ(d (M_post − M_pre) / (sd(change) √r_dd)): changed for the better
  double functional = 0;  // Φ(d (M_post − cutoff) / (s_post √r_post)): on the functional side at post
};
GroupChange GroupChangeOf(const TrueScoreChange& terms, const PairedMoments& sample, Direction direction);

}  // namespace adagio::progress
