#pragma once

#include <cstdint>
#include <limits>
#include <optional>

#include "absl/types/span.h"

// Outcomes as NHS Talking Therapies defines them: PHQ-9 and the measure for the person's anxiety disorder (ADSM, GAD-7
// unless another fits better), the first and the last valid score of each. Higher is worse on all of them. Source: NHS
// England's published SQL of its annual and monthly reports, as the facts of scoring.md cite it.
namespace adagio::progress {

// From `caseness` on somebody is a case; `reliable_change` or more points are reliable.
struct TalkingTherapiesMeasure {
  double caseness = 0;
  double reliable_change = 0;
};

inline constexpr TalkingTherapiesMeasure kPhq9{10, 6};
inline constexpr TalkingTherapiesMeasure kGad7{8, 4};

// Scores of one measure; NaN is none.
struct FirstAndLast {
  double first = std::numeric_limits<double>::quiet_NaN();
  double last = std::numeric_limits<double>::quiet_NaN();
};

struct CareEpisode {
  bool discharged = false;
  int attended = 0;  // treatment contacts
  FirstAndLast phq9;
  FirstAndLast anxiety;
  TalkingTherapiesMeasure anxiety_measure = kGad7;
};

struct TalkingTherapiesOutcome {
  bool finished = false;  // discharged after two attended treatment contacts or more
  bool paired = false;    // first and last scores on both measures; without them nothing below but `case_at_first`
  std::optional<bool> case_at_first;  // at caseness on either; nothing where no score says so and one is missing
  bool recovered = false;             // a case at first, below caseness on both at last
  bool reliably_improved = false;     // better by a reliable change on one, worse by one on neither
  bool reliably_deteriorated = false;
  bool reliably_recovered = false;  // recovered and reliably improved
};

// Of one episode; of one that is not finished, nothing is counted.
TalkingTherapiesOutcome OutcomeOf(const CareEpisode& episode);

struct Rate {
  int64_t count = 0;
  int64_t of = 0;
};

// Recovery and reliable recovery are of the finished who were not known to be no case at first, improvement and
// deterioration of all finished. Who has no pair of scores is in every denominator but counts as nothing else: coverage
// (paired of finished) belongs beside the rates.
struct TalkingTherapiesRates {
  Rate paired;
  Rate recovered;
  Rate reliably_recovered;
  Rate reliably_improved;
  Rate reliably_deteriorated;
};

TalkingTherapiesRates RatesOf(absl::Span<const CareEpisode> episodes);

}  // namespace adagio::progress
