#include "services/progress/domain/talking_therapies.h"

#include <cmath>

namespace adagio::progress {
namespace {

constexpr int kFewestContacts = 2;

bool IsPaired(const FirstAndLast& scores) { return !std::isnan(scores.first) && !std::isnan(scores.last); }

bool IsBetter(const FirstAndLast& scores, const TalkingTherapiesMeasure& measure) {
  return scores.first - scores.last >= measure.reliable_change;
}

bool IsWorse(const FirstAndLast& scores, const TalkingTherapiesMeasure& measure) {
  return scores.last - scores.first >= measure.reliable_change;
}

// NaN is no case.
std::optional<bool> CaseAtFirst(const CareEpisode& episode) {
  if (episode.phq9.first >= kPhq9.caseness) return true;
  if (episode.anxiety.first >= episode.anxiety_measure.caseness) return true;
  if (std::isnan(episode.phq9.first) || std::isnan(episode.anxiety.first)) return std::nullopt;
  return false;
}

}  // namespace

TalkingTherapiesOutcome OutcomeOf(const CareEpisode& episode) {
  TalkingTherapiesOutcome outcome;
  if (!episode.discharged || episode.attended < kFewestContacts) return outcome;
  outcome.finished = true;
  outcome.case_at_first = CaseAtFirst(episode);
  outcome.paired = IsPaired(episode.phq9) && IsPaired(episode.anxiety);
  if (!outcome.paired) return outcome;
  const TalkingTherapiesMeasure& measure = episode.anxiety_measure;
  const bool better = IsBetter(episode.phq9, kPhq9) || IsBetter(episode.anxiety, measure);
  const bool worse = IsWorse(episode.phq9, kPhq9) || IsWorse(episode.anxiety, measure);
  outcome.recovered =
      *outcome.case_at_first && episode.phq9.last < kPhq9.caseness && episode.anxiety.last < measure.caseness;
  outcome.reliably_improved = better && !worse;
  outcome.reliably_deteriorated = worse && !better;
  outcome.reliably_recovered = outcome.recovered && outcome.reliably_improved;
  return outcome;
}

TalkingTherapiesRates RatesOf(absl::Span<const CareEpisode> episodes) {
  TalkingTherapiesRates rates;
  const auto count = [](Rate& rate, bool holds) {
    ++rate.of;
    rate.count += holds ? 1 : 0;
  };
  for (const CareEpisode& episode : episodes) {
    const TalkingTherapiesOutcome outcome = OutcomeOf(episode);
    if (!outcome.finished) continue;
    count(rates.paired, outcome.paired);
    count(rates.reliably_improved, outcome.reliably_improved);
    count(rates.reliably_deteriorated, outcome.reliably_deteriorated);
    if (!outcome.case_at_first.value_or(true)) continue;
    count(rates.recovered, outcome.recovered);
    count(rates.reliably_recovered, outcome.reliably_recovered);
  }
  return rates;
}

}  // namespace adagio::progress
