#pragma once

#include <map>

#include "absl/status/statusor.h"
#include "services/progress/domain/instrument.h"

namespace adagio::progress {

// The chosen values by the items' numbers.
using ItemAnswers = std::map<int, int>;

struct Score {
  double total = 0;
  bool prorated = false;  // made up for items without an answer

  friend bool operator==(const Score&, const Score&) = default;
};

// INVALID_ARGUMENT that names the field for an item the instrument does not have, or a value outside of its range.
absl::Status CheckAnswer(const Instrument& instrument, int item, int value);

// The weighted sum of `answers`, reversed items turned. With up to `most_missing` items without an answer each of those
// counts as the mean, in share of its range, of the others. FAILED_PRECONDITION/ANSWERS_MISSING where more are missing,
// or a safety item is: that is never made up for. The answers have passed CheckAnswer.
absl::StatusOr<Score> ScoreOf(const Instrument& instrument, const ItemAnswers& answers);

}  // namespace adagio::progress
