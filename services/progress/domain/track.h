#pragma once

#include <optional>
#include <vector>

#include "services/progress/domain/norm.h"
#include "services/progress/domain/trajectory.h"
#include "services/progress/statistics/expected_response.h"

namespace adagio::progress {

// Where a course stands beside what was to be expected of it. It says that a clinician should look, and foretells
// nothing: it is never called a prediction.
enum class TrackState {
  kNoNorm,         // no figures to judge by
  kNoDirection,    // nothing is better or worse
  kTooFewScores,   // fewer than two
  kOnTrack,        // nothing to look at
  kWorseThanBest,  // by the fallback rule: at least one reliable change worse than the best score so far
  kAmber,          // outside the band that 68 in 100 of the reference cohort stay in, on the worse side
  kRed,            // outside the band of 80 in 100
};

// Whether somebody should look.
bool IsOffTrack(TrackState state);

// How many points are a reliable change by `figures`: Jacobson & Truax, two-sided 95 %, where there are a reliability
// and a standard deviation, else the points themselves. Nothing without either.
std::optional<double> ReliablePoints(const std::vector<Figure>& figures);

// What a course is said to be by the band its latest score lies in; kNoNorm without a cohort.
TrackState TrackFromBand(std::optional<Band> band);

// The rule where no reference cohort is large enough: worse by at least one reliable change than the best score. A
// course that got better and came back stands off track though it is no worse than where it began.
TrackState TrackFromBest(std::optional<Direction> direction, const std::vector<Figure>& figures,
                         const Summary& summary);

// By the practice's own cohort where there is one, else TrackFromBest.
TrackState TrackStateOf(std::optional<Direction> direction, const std::vector<Figure>& figures, const Norm& norm,
                        const Summary& summary);

}  // namespace adagio::progress
