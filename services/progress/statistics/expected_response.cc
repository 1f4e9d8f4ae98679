#include "services/progress/statistics/expected_response.h"

#include <cmath>
#include <cstddef>
#include <vector>

#include "services/platform/foundation/check.h"
#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

// Scores are decimal: a difference is off by their rounding.
constexpr double kRounding = 1e-14;

}  // namespace

absl::StatusOr<std::optional<ExpectedResponse>> ExpectedResponse::Fit(const Cohort& cohort) {
  CHECK(cohort.person.size() == cohort.t.size() && cohort.person.size() == cohort.score.size());
  if (static_cast<int64_t>(cohort.baseline.size()) < kFewestInCohort) return std::optional<ExpectedResponse>();
  std::vector<double> time;
  for (const double t : cohort.t) {
    if (!(t >= 0)) return RefuseField("time", "a score of a cohort comes after its baseline");
    time.push_back(std::log1p(t));
  }
  ASSIGN_OR_RETURN(const RandomSlopeFit fit, FitRandomSlopes({cohort.person, time, cohort.score}, cohort.baseline));
  ExpectedResponse norm;
  norm.people_ = fit.people;
  norm.fixed_ = fit.fixed;
  norm.by_baseline_ = fit.fixed_by;
  norm.random_ = fit.random;
  norm.residual_ = fit.residual;
  return std::optional<ExpectedResponse>(norm);
}

Expected ExpectedResponse::At(double t, double baseline) const {
  CHECK(t >= 0);
  const double x = std::log1p(t);
  const double intercept = fixed_.intercept + baseline * by_baseline_.intercept;
  const double slope = fixed_.slope + baseline * by_baseline_.slope;
  const double between = random_.intercept + 2 * x * random_.covariance + x * x * random_.slope;
  return {intercept + x * slope, std::sqrt(between + residual_)};
}

Band BandOf(const ExpectedResponse& norm, Direction direction, double baseline, double t, double score) {
  const Expected expected = norm.At(t, baseline);
  const double worse = SignOf(direction) * (expected.mean - score);
  if (worse > kRedBand * expected.sd) return Band::kRed;
  if (worse > kAmberBand * expected.sd) return Band::kAmber;
  return Band::kExpected;
}

bool IsWorseThanBest(Direction direction, double best, double latest, double reliable_change) {
  const double worse = SignOf(direction) * (best - latest);
  return worse > 0 && worse >= reliable_change - kRounding * (std::abs(best) + std::abs(latest));
}

}  // namespace adagio::progress
