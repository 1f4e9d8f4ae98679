#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"

// A line for every person through scores over time: what all have in common, how people differ, and what is left.
//
//   score = intercept + slope·time + error,  (intercept, slope) of a person = fixed + w·fixed_by + u,
//   u ~ N(0, G) with any 2×2 covariance G, errors independent with variance σ², w a covariate of the person or none
//
// fitted by restricted maximum likelihood (REML; Laird & Ware 1982, Biometrics 38:963-974; the deviance is profiled
// over β and σ² as in Bates et al. 2015, J Stat Softw 67(1)).
namespace adagio::progress {

// Columns of the same length, in any order. Every number is finite; people are numbered from 0 without a gap.
struct Measurements {
  absl::Span<const int64_t> person;
  absl::Span<const double> time;
  absl::Span<const double> score;
};

struct Line {
  double intercept = 0;  // at time 0
  double slope = 0;      // per unit of time
};

// A 2×2 covariance of intercept and slope.
struct LineCovariance {
  double intercept = 0;
  double covariance = 0;
  double slope = 0;
};

enum class FitStatus {
  kConverged,  // half the Newton decrement fell below 1e-10 of deviance, and one more step was taken
  kBoundary,   // converged where people differ in no more than one direction: G has no full rank
};

// A person's own line: fixed part + random part, the best linear unbiased prediction. The variance is of the
// prediction's error, with what the uncertainty of the fixed part adds; that of G and σ² is not in it.
struct PersonLine {
  Line line;
  LineCovariance error;
};

struct RandomSlopeFit {
  FitStatus status = FitStatus::kConverged;
  int steps = 0;
  int64_t people = 0;
  int64_t measurements = 0;
  Line fixed;             // of somebody whose covariate is 0; of everybody where there is none
  Line fixed_by;          // what one unit of the covariate adds to it; 0 without covariate
  LineCovariance errors;  // of `fixed`: squared standard errors and their covariance
  LineCovariance random;  // G
  double residual = 0;    // σ²
  double criterion = 0;   // −2 log restricted likelihood, at its minimum
  std::vector<PersonLine> persons;
};

// `covariate` is empty or has a finite value for each person. FIELD_INVALID, and no number, where the data cannot tell
// the figures apart: one person, one moment, two occasions of everybody at the same two times, no variance at all or
// none about people's lines, a covariate without variance; or where the fit did not converge.
absl::StatusOr<RandomSlopeFit> FitRandomSlopes(const Measurements& measurements, absl::Span<const double> covariate);

}  // namespace adagio::progress
