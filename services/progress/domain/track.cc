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

TrackState TrackFromBand(std::optional<Band> band) {
  if (!band.has_value()) return TrackState::kNoNorm;
  if (*band == Band::kRed) return TrackState::kRed;
  return *band == Band::kAmber ? TrackState::kAmber : TrackState::kOnTrack;
}

TrackState TrackFromBest(std::optional<Direction> direction, const std::vector<Figure>& figures,
                         const Summary& summary) {
  if (!direction.has_value()) return TrackState::kNoDirection;
  const std::optional<double> points = ReliablePoints(figures);
  if (!points.has_value()) return TrackState::kNoNorm;
  if (summary.scored < 2 || !summary.best.has_value()) return TrackState::kTooFewScores;
  const bool worse = IsWorseThanBest(*direction, *summary.best, summary.latest, *points);
  return worse ? TrackState::kWorseThanBest : TrackState::kOnTrack;
}

TrackState TrackStateOf(std::optional<Direction> direction, const std::vector<Figure>& figures, const Norm& norm,
                        const Summary& summary) {
  if (!direction.has_value() || !norm.has_value()) return TrackFromBest(direction, figures, summary);
  if (summary.scored < 2) return TrackState::kTooFewScores;
  return TrackFromBand(
      BandOf(*norm, *direction, summary.baseline, WeeksOf(summary, summary.latest_at), summary.latest));
}

}  // namespace adagio::progress
