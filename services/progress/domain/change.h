#pragma once

#include <limits>
#include <optional>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/progress/domain/category.h"
#include "services/progress/domain/cutoff.h"
#include "services/progress/statistics/direction.h"
#include "services/progress/statistics/paired_moments.h"

namespace adagio::progress {

enum class Method {
  kJacobsonTruax,
  kGulliksenLordNovick,
  kHsuLinnNord,
  kEdwardsNunnally,
  kNunnallyKotsch,
  kHagemanArrindell,
  kMinimalImportantDifference,
  kPercentageChange,
};

// How change is judged. A figure that its method does not use is left alone; nothing has a default.
struct Criteria {
  static constexpr double kAbsent = std::numeric_limits<double>::quiet_NaN();

  Method method;
  Direction direction;
  double reliability = kAbsent;       // all but the last two methods
  double reliability_post = kAbsent;  // Nunnally-Kotsch
  double mid = kAbsent;               // minimal important difference, in points
  double percent = kAbsent;           // percentage change: 50 for a half
  // Without one nobody is recovered or harmed. Hageman-Arrindell needs one.
  std::optional<CutoffKind> cutoff = std::nullopt;
  Population functional = {kAbsent, kAbsent};  // cut-offs b and c
};

// What was found in the sample; the rows are in the columns.
struct Assessment {
  PairedMoments sample;
  std::optional<double> cutoff;
  CategoryCounts counts;
};

// Judges the change of everybody. The clinical population is the sample itself at pre. Writes every row's index (NaN
// where a score is missing, or the method has no index) and category. The four columns have the same length.
// FIELD_INVALID where the criteria or the sample cannot give an answer, with the field and the reason.
absl::StatusOr<Assessment> AssessChange(const Criteria& criteria, absl::Span<const double> pre,
                                        absl::Span<const double> post, absl::Span<double> rci,
                                        absl::Span<Category> categories);

}  // namespace adagio::progress
