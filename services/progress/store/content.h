#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/progress/domain/alert.h"
#include "services/progress/domain/score.h"
#include "services/progress/domain/trajectory.h"

// Values of the domain as the texts that columns hold. …From gives INTERNAL/BUG for what ToText did not write.
namespace adagio::progress {

// "1=0 2=3"
std::string ToText(const ItemAnswers& answers);
absl::StatusOr<ItemAnswers> AnswersFrom(absl::string_view text);

// "total 14 prorated 0"
std::string ToText(const Score& score);
absl::StatusOr<Score> ScoreFrom(absl::string_view text);

// "baseline 14 latest 5 best 4 r0 14 t0 1772481600 …"; best only where there is one, r0 … the latest totals and their
// times. The rest of a summary is in columns of its own.
std::string ToText(const Summary& summary);
absl::Status FillScores(absl::string_view text, Summary& summary);

// "phq9 9=1"
std::string ToText(absl::string_view instrument, const SafetyAnswer& answer);
absl::Status FillAnswer(absl::string_view text, Alert& alert);

// "reliability 0.94 sd 17 functional_mean 61 …", then "source" and the rest of the text.
std::string ToText(const ReferenceFigures& figures);
absl::StatusOr<ReferenceFigures> FiguresFrom(absl::string_view text);

}  // namespace adagio::progress
