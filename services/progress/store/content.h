#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/progress/domain/alert.h"
#include "services/progress/domain/score.h"
#include "services/progress/domain/threshold.h"
#include "services/progress/domain/trajectory.h"

// Values of the domain as the texts that columns hold. …From gives INTERNAL/BUG for what ToText did not write.
namespace adagio::progress {

// "1=0 2=3"
std::string ToText(const ItemAnswers& answers);
absl::StatusOr<ItemAnswers> AnswersFrom(absl::string_view text);

// "total 14 prorated 0 why 0 s:desire 3.6 p:desire 0 w:desire 0 …"; a total or points only where there are some, why 0
// where nothing is amiss.
std::string ToText(const Score& score);
absl::StatusOr<Score> ScoreFrom(absl::string_view text);

// "version 1 baseline 14 latest 5 best 4 r0 14 t0 1772481600 …"; best only where there is one, r0 … the latest totals
// and their times. Empty where nothing is scored. The rest of a summary is in columns of its own.
std::string ToText(const Summary& summary);
absl::Status FillScores(absl::string_view text, Summary& summary);

// "phq9 item_9 item 9 value 1 concern 1 gravity 0"; a value only where there is one.
std::string ToText(absl::string_view instrument, const Reached& reached);
absl::Status FillReached(absl::string_view text, Alert& alert);

// "at_least 3 at_most 9", a bound only where there is one; empty where there is no threshold.
std::string ToText(const std::optional<Threshold>& threshold);
absl::StatusOr<std::optional<Threshold>> ThresholdFrom(absl::string_view text);

// "reliability 0.94 sd 17 functional_mean 61 …", then "source" and the rest of the text.
std::string ToText(const ReferenceFigures& figures);
absl::StatusOr<ReferenceFigures> FiguresFrom(absl::string_view text);

}  // namespace adagio::progress
