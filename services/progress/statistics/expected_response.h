#pragma once

#include <cstdint>
#include <optional>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/progress/statistics/direction.h"
#include "services/progress/statistics/random_slope.h"

// What a reference cohort's scores looked like by the same time from the same baseline, and how far one score lies from
// it. It describes others; it is no prediction for anybody.
namespace adagio::progress {

// Fewer people than this make no cohort (policy; scoring.md).
inline constexpr int64_t kFewestInCohort = 200;

// Beyond these many SDs on the worse side: the two-sided 68 % and 80 % bands of Finch, Lambert & Schaalje 2001, Clin
// Psychol Psychother 8:231-242 (figures from the facts of scoring.md, not checked against the page).
inline constexpr double kAmberBand = 0.9944578832097528;  // Φ⁻¹(0.84)
inline constexpr double kRedBand = 1.2815515655446008;    // Φ⁻¹(0.90)

// Later scores of people whose first is the baseline: t ≥ 1 is a session's number, or another measure of time that
// starts with 0 at the baseline; a norm holds for the measure it was made with.
struct Cohort {
  absl::Span<const int64_t> person;  // of each score, numbered from 0 without a gap
  absl::Span<const double> t;
  absl::Span<const double> score;
  absl::Span<const double> baseline;  // by person
};

struct Expected {
  double mean = 0;
  double sd = 0;  // of one person's score about it
};

// score ~ log(1 + t)·baseline + (1 + log(1 + t) | person), by REML.
class ExpectedResponse {
 public:
  // Nothing where fewer than kFewestInCohort people have a later score: there is no norm. FIELD_INVALID as of
  // FitRandomSlopes, or for a t below 0.
  static absl::StatusOr<std::optional<ExpectedResponse>> Fit(const Cohort& cohort);

  // t ≥ 0.
  Expected At(double t, double baseline) const;
  int64_t people() const { return people_; }

 private:
  int64_t people_ = 0;
  Line fixed_, by_baseline_;
  LineCovariance random_;
  double residual_ = 0;
};

enum class Band { kExpected, kAmber, kRed };

// Where a score lies of what the cohort lets expect: beyond the amber or the red band on the worse side, strictly.
Band BandOf(const ExpectedResponse& norm, Direction direction, double baseline, double t, double score);

// The rule where there is no norm: worse than the person's best score so far by one reliable change or more (what |RCI|
// = kTwoSided95 is in points). It says nothing of a norm, so it is no band.
bool IsWorseThanBest(Direction direction, double best, double latest, double reliable_change);

}  // namespace adagio::progress
