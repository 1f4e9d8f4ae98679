#pragma once

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace adagio::intake {

// One item of the intake questionnaire.
struct Question {
  absl::string_view key;     // what an answer is stored under: never reused for another question
  absl::string_view prompt;  // what the partner reads
  bool required;             // submitting needs an answer, or a "not now"
};

// The questionnaire, in the order in which it is asked.
absl::Span<const Question> Questionnaire();

// Null where no item has that key.
const Question* FindQuestion(absl::string_view key);

}  // namespace adagio::intake
