#include "services/progress/domain/trajectory.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace adagio::progress {
namespace {

// The series in its order, with when each was submitted.
using Dated = std::pair<ScoreAt, absl::Time>;

double BestOf(Direction direction, const std::vector<TotalAt>& totals) {
  const double d = SignOf(direction);
  double best = totals.front().total;
  for (const TotalAt& each : totals) {
    if (d * each.total > d * best) best = each.total;
  }
  return best;
}

// The latest that was answered.
int VersionOf(const std::vector<ScoreAt>& series) {
  int version = 0;
  for (const ScoreAt& each : series) version = std::max(version, each.version);
  return version;
}

}  // namespace

std::vector<ScoreAt> SeriesOf(const std::vector<Administration>& administrations) {
  std::vector<Dated> dated;
  for (const Administration& each : administrations) {
    if (!Counts(each, administrations)) continue;
    dated.emplace_back(ScoreAt{each.id, each.occurred_at, each.instrument_version, *each.score}, *each.submitted_at);
  }
  std::sort(dated.begin(), dated.end(), [](const Dated& a, const Dated& b) {
    return std::tie(a.first.at, a.second, a.first.administration) <
           std::tie(b.first.at, b.second, b.first.administration);
  });
  std::vector<ScoreAt> series;
  for (Dated& each : dated) series.push_back(each.first);
  return series;
}

std::vector<ScoreAt> TotalsOf(const std::vector<ScoreAt>& series) {
  const int version = VersionOf(series);
  std::vector<ScoreAt> totals;
  for (const ScoreAt& each : series) {
    if (each.version == version && each.score.total.has_value()) totals.push_back(each);
  }
  return totals;
}

Summary Summarise(const Instrument& instrument, const std::vector<ScoreAt>& series) {
  std::vector<TotalAt> totals;
  for (const ScoreAt& each : TotalsOf(series)) totals.push_back({each.at, *each.score.total});
  Summary summary{.scored = static_cast<int>(totals.size()),
                  .version = VersionOf(series),
                  .baseline_at = series.front().at,
                  .latest_at = series.back().at};
  if (instrument.rhythm.has_value()) summary.due_at = series.back().at + instrument.rhythm->every;
  if (totals.empty()) return summary;
  summary.baseline_at = totals.front().at;
  summary.baseline = totals.front().total;
  summary.latest_at = totals.back().at;
  summary.latest = totals.back().total;
  if (instrument.direction.has_value()) summary.best = BestOf(*instrument.direction, totals);
  summary.recent.assign(totals.end() - static_cast<long>(std::min(totals.size(), kRecentTotals)), totals.end());
  return summary;
}

}  // namespace adagio::progress
