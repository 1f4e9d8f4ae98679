#include "services/progress/domain/trajectory.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace adagio::progress {
namespace {

// The series in its order, with when each was submitted.
using Dated = std::pair<ScoreAt, absl::Time>;

double BestOf(Direction direction, const std::vector<ScoreAt>& series) {
  const double d = SignOf(direction);
  double best = series.front().total;
  for (const ScoreAt& score : series) {
    if (d * score.total > d * best) best = score.total;
  }
  return best;
}

}  // namespace

std::vector<ScoreAt> SeriesOf(const std::vector<Administration>& administrations) {
  std::vector<Dated> dated;
  for (const Administration& each : administrations) {
    if (!Counts(each, administrations)) continue;
    dated.emplace_back(ScoreAt{each.id, each.occurred_at, each.score->total}, *each.submitted_at);
  }
  std::sort(dated.begin(), dated.end(), [](const Dated& a, const Dated& b) {
    return std::tie(a.first.at, a.second, a.first.administration) <
           std::tie(b.first.at, b.second, b.first.administration);
  });
  std::vector<ScoreAt> series;
  for (Dated& each : dated) series.push_back(each.first);
  return series;
}

Summary Summarise(const Instrument& instrument, const std::vector<ScoreAt>& series) {
  Summary summary{.scored = static_cast<int>(series.size()),
                  .baseline_at = series.front().at,
                  .baseline = series.front().total,
                  .latest_at = series.back().at,
                  .latest = series.back().total};
  if (instrument.direction.has_value()) summary.best = BestOf(*instrument.direction, series);
  for (size_t i = series.size() - std::min(series.size(), kRecentTotals); i < series.size(); ++i) {
    summary.recent.push_back({series[i].at, series[i].total});
  }
  if (instrument.rhythm.has_value()) summary.due_at = summary.latest_at + instrument.rhythm->every;
  return summary;
}

}  // namespace adagio::progress
