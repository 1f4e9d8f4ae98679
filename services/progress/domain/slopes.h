#pragma once

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/progress/domain/category.h"
#include "services/progress/statistics/direction.h"
#include "services/progress/statistics/random_slope.h"

namespace adagio::progress {

// Where the judgement of each person goes, by their number.
struct SlopeColumns {
  absl::Span<double> slope;
  absl::Span<double> z;
  absl::Span<Category> categories;
};

struct SlopeAssessment {
  RandomSlopeFit fit;
  CategoryCounts counts;
};

// Judges everybody by their total slope, what all have in common and what is their own, over the standard error of its
// prediction: improved or deteriorated where |z| is strictly beyond kTwoSided95, unchanged otherwise; without a cut-off
// nobody recovers or is harmed. (Software that divides the own part alone calls people deteriorated who improve, but
// less than others.) FIELD_INVALID as of FitRandomSlopes. The columns are as long as there are people.
absl::StatusOr<SlopeAssessment> AssessSlopes(const Measurements& measurements, Direction direction,
                                             const SlopeColumns& columns);

}  // namespace adagio::progress
