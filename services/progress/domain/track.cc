#include "services/progress/domain/track.h"

#include "services/progress/domain/jacobson_truax.h"
#include "services/progress/statistics/normal.h"

namespace adagio::progress {

bool IsOffTrack(TrackState state) {
  return state == TrackState::kWorseThanBest || state == TrackState::kAmber || state == TrackState::kRed;
}

std::optional<double> ReliablePoints(const std::vector<Figure>& figures) {
  const Figure* reliability = FindFigure(figures, FigureKind::kReliability);
  const Figure* sd = FindFigure(figures, FigureKind::kSd);
  if (reliability != nullptr && sd != nullptr) return kTwoSided95 * DifferenceError(sd->value, reliability->value);
  const Figure* points = FindFigure(figures, FigureKind::kReliableChange);
  if (points == nullptr) return std::nullopt;
  return points->value;
}

TrackState TrackFromBest(std::optional<Direction> direction, const std::vector<Figure>& figures,
                         const Summary& summary) {
  if (!direction.has_value()) return TrackState::kNoDirection;
  const std::optional<double> points = ReliablePoints(figures);
  if (!points.has_value()) return TrackState::kNoNorm;
  if (summary.scored < 2 || !summary.best.has_value()) return TrackState::kTooFewScores;
  const double fallen = SignOf(*direction) * (*summary.best - summary.latest);
  return fallen >= *points ? TrackState::kWorseThanBest : TrackState::kOnTrack;
}

}  // namespace adagio::progress
