#include "services/progress/domain/course.h"

#include "services/progress/domain/track.h"

namespace adagio::progress {
namespace {

std::optional<PrePost> EffectOf(Direction direction, const std::optional<double>& cutoff, const Summary& summary) {
  if (summary.scored < 2) return std::nullopt;
  const double d = SignOf(direction);
  // On the cut-off is neither clinical nor functional.
  if (cutoff.has_value() && d * summary.baseline >= d * *cutoff) return std::nullopt;
  return PrePost{d * summary.baseline, d * summary.latest};
}

}  // namespace

Course UnjudgedCourse(const Summary& summary) {
  Course course{.paired = summary.scored >= 2, .latest = summary.latest_at};
  for (const TotalAt& each : summary.recent) course.recent.push_back(each.total);
  return course;
}

Course JudgedCourse(std::optional<Direction> direction, const std::vector<Figure>& figures, const Norm& norm,
                    const Summary& summary) {
  Course course = UnjudgedCourse(summary);
  if (!direction.has_value()) return course;
  const Change change = JudgeChange(direction, figures, summary);
  if (change.judgement == Judgement::kJudged) course.category = change.category;
  course.off_track = IsOffTrack(TrackStateOf(direction, figures, norm, summary));
  course.effect = EffectOf(*direction, change.cutoff, summary);
  return course;
}

}  // namespace adagio::progress
