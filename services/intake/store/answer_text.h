#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/intake/domain/answer.h"

namespace adagio::intake {

// An answer as text to be sealed. "Not now" is sealed with the words, so that a row tells neither.
std::string ToText(const Answer& answer);
// INTERNAL/BUG for anything ToText did not write.
absl::StatusOr<Answer> AnswerFromText(const std::string& item, absl::string_view text);

}  // namespace adagio::intake
