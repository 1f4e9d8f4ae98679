#include "services/progress/domain/norm.h"

namespace adagio::progress {

double WeeksOf(const Summary& summary, absl::Time at) {
  return absl::FDivDuration(at - summary.baseline_at, absl::Hours(7 * 24));
}

absl::StatusOr<Norm> NormOf(absl::Span<const Summary> courses) {
  std::vector<int64_t> person;
  std::vector<double> t, score, baseline;
  for (const Summary& course : courses) {
    const size_t before = t.size();
    for (const TotalAt& later : course.recent) {
      if (later.at <= course.baseline_at) continue;
      person.push_back(static_cast<int64_t>(baseline.size()));
      t.push_back(WeeksOf(course, later.at));
      score.push_back(later.total);
    }
    if (t.size() > before) baseline.push_back(course.baseline);
  }
  if (static_cast<int64_t>(baseline.size()) < kFewestInCohort) return Norm();
  return ExpectedResponse::Fit({.person = person, .t = t, .score = score, .baseline = baseline});
}

}  // namespace adagio::progress
