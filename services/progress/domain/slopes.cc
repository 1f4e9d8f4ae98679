#include "services/progress/domain/slopes.h"

#include <cmath>
#include <cstddef>
#include <utility>

#include "services/platform/foundation/check.h"
#include "services/platform/foundation/status.h"
#include "services/progress/statistics/normal.h"

namespace adagio::progress {

absl::StatusOr<SlopeAssessment> AssessSlopes(const Measurements& measurements, Direction direction,
                                             const SlopeColumns& columns) {
  ASSIGN_OR_RETURN(RandomSlopeFit fit, FitRandomSlopes(measurements, {}));
  const size_t people = fit.persons.size();
  CHECK(columns.slope.size() == people && columns.z.size() == people && columns.categories.size() == people);
  const double d = SignOf(direction);
  for (size_t i = 0; i < people; ++i) {
    const PersonLine& person = fit.persons[i];
    columns.slope[i] = person.line.slope;
    columns.z[i] = person.line.slope / std::sqrt(person.error.slope);
    const double change = d * columns.z[i];
    columns.categories[i] = Place(change > kTwoSided95, change < -kTwoSided95, false, true);
  }
  SlopeAssessment found{std::move(fit), Count(columns.categories)};
  return found;
}

}  // namespace adagio::progress
