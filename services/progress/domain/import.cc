#include "services/progress/domain/import.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace adagio::progress {
namespace {

using Scored = std::variant<ScoredRow, RowProblem>;

Scored ScoreTotal(const Instrument& instrument, double total) {
  if (instrument.total_rule == TotalRule::kNone) return RowProblem::kAnswersMissing;
  if (instrument.no_occasion.has_value()) return RowProblem::kTotalHidesAnswers;
  const bool fits = std::isfinite(total) && total >= instrument.least_total && total <= instrument.greatest_total;
  if (!fits) return RowProblem::kOutOfRange;
  ScoredRow scored{.score = {.total = total}};
  for (const SafetyTrigger& trigger : instrument.safety_triggers) {
    if (!trigger.of_total()) return RowProblem::kTotalHidesAnswers;
    if (trigger.IsReachedBy(total)) scored.reached.push_back(ReachedBy(trigger, total));
  }
  return scored;
}

Scored ScoreAnswers(const Instrument& instrument, const std::vector<std::pair<int, int>>& given) {
  ScoredRow scored;
  for (const auto& [item, value] : given) {
    if (FindItem(instrument, item) == nullptr) return RowProblem::kItemUnknown;
    if (!CheckAnswer(instrument, item, value).ok()) return RowProblem::kOutOfRange;
    if (!scored.answers.emplace(item, value).second) return RowProblem::kItemUnknown;
  }
  if (!CheckComplete(instrument, scored.answers).ok()) return RowProblem::kAnswersMissing;
  scored.score = ScoreOf(instrument, scored.answers);
  scored.reached = ReachedByAnswers(instrument, scored.answers);
  for (Reached& reached : ReachedBySubmitting(instrument, scored.answers)) scored.reached.push_back(std::move(reached));
  return scored;
}

}  // namespace

Scored ScoreRow(const Instrument& instrument, const ImportedRow& row, absl::Time now) {
  if (row.occurred_at > now) return RowProblem::kInFuture;
  if (!CheckOccurred(row.occurred_at, now).ok()) return RowProblem::kTooOld;
  if (row.answers.empty() != row.total.has_value()) return RowProblem::kNeitherOrBoth;
  return row.total.has_value() ? ScoreTotal(instrument, *row.total) : ScoreAnswers(instrument, row.answers);
}

std::optional<RowProblem> ProblemOf(const Standing* standing) {
  if (standing == nullptr) return RowProblem::kPartnerUnknown;
  if (standing->left) return RowProblem::kPartnerLeft;
  if (!standing->acknowledged) return RowProblem::kPolicyUnacknowledged;
  return std::nullopt;
}

bool IsThere(const std::vector<Administration>& known, absl::Time occurred_at) {
  return std::any_of(known.begin(), known.end(), [&](const Administration& each) {
    return each.submitted_at.has_value() && each.occurred_at == occurred_at;
  });
}

Administration Imported(const Instrument& instrument, const ImportedRow& row, const ScoredRow& scored,
                        const AdministrationId& id, const Principal& caller, absl::Time now) {
  Administration imported = Open(instrument, id, row.partner, caller, row.occurred_at, now);
  imported.answers = Sensitive(scored.answers);
  imported.score = scored.score;
  imported.submitted_at = now;
  imported.provenance = Provenance::kOtherSystem;
  return imported;
}

SafetyOfImport SafetyOf(absl::Time occurred_at, absl::Time now) {
  return occurred_at >= now - kImportedAlertsWithin ? SafetyOfImport::kAlert : SafetyOfImport::kReview;
}

bool AwaitsReview(std::vector<Alert> known, const Administration& administration, const SafetyTrigger& trigger,
                  const Reached& reached) {
  std::erase_if(known, [&](const Alert& alert) {
    return alert.partner != administration.partner || alert.instrument != administration.instrument;
  });
  return RaisesAlert(known, trigger, reached);
}

Advanced Advance(ImportProgress progress, int64_t first, const std::vector<RowOutcome>& rows) {
  Advanced advanced{.progress = progress};
  for (size_t i = 0; i < rows.size(); ++i) {
    const int64_t position = first + static_cast<int64_t>(i);
    if (position < progress.position) continue;
    advanced.progress.position = position + 1;
    if (!rows[i].problem.has_value()) {
      ++advanced.progress.taken;
      continue;
    }
    ++advanced.progress.rejected;
    advanced.rejected.push_back({position, rows[i].line, *rows[i].problem});
  }
  return advanced;
}

}  // namespace adagio::progress
