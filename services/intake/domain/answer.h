#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "services/intake/domain/questionnaire.h"
#include "services/platform/foundation/sensitive.h"

namespace adagio::intake {

struct Quantity {
  int64_t amount = 0;
  std::string unit;

  friend bool operator==(const Quantity&, const Quantity&) = default;
};

using Words = std::string;
using Chosen = std::vector<std::string>;  // keys of choices
struct Scale {
  int at = 0;

  friend bool operator==(const Scale&, const Scale&) = default;
};

// What was answered: nothing, or what the kind of the item asks for.
using Value = std::variant<std::monostate, Words, Chosen, Scale, Quantity, absl::CivilDay>;

// What a partner answered to one item.
struct Answer {
  std::string item;  // the question's key
  Sensitive<Value> value;
  bool not_now = false;  // prefers not to say for now; then there is no value
};

// Null while the item has no answer.
const Answer* FindAnswer(const std::vector<Answer>& answers, absl::string_view item);

// Whether both say the same.
bool Same(const Answer& one, const Answer& other);

// Whether `answer` answers `question`. INVALID_ARGUMENT that names the field of the kind: for another kind, nothing
// said, more than one choice where there is one, unknown or repeated choices, a place off the scale, a unit the item
// does not have, an amount outside its range, a day before 1900 or after 2100; for not_now beside a value.
absl::Status CheckAnswers(const Question& question, const Answer& answer);

// Whether `question` is asked, as `answers` stand: each of its conditions is of an item that is itself asked, and
// answered so. "Not now" meets no condition.
bool IsAsked(const Questionnaire& questionnaire, const std::vector<Answer>& answers, const Question& question);

}  // namespace adagio::intake
