#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/progress/domain/instrument.h"

namespace adagio::progress {

// The chosen values by the items' numbers.
using ItemAnswers = std::map<int, int>;

// Why there is no number. The numbers are those of stored scores.
enum class NotInterpretable { kItemsMissing = 1, kNoOccasion = 2 };

// What items came to: points, or why there are none.
struct Points {
  std::optional<double> points;
  bool prorated = false;  // made up for items without an answer
  std::optional<NotInterpretable> why_none;

  friend bool operator==(const Points&, const Points&) = default;
};

struct SubscaleScore {
  std::string subscale;
  Points score;

  friend bool operator==(const SubscaleScore&, const SubscaleScore&) = default;
};

// What an administration came to. An instrument without a total has neither a total nor a reason.
struct Score {
  std::optional<double> total;
  bool prorated = false;
  std::optional<NotInterpretable> why_no_total;
  std::vector<SubscaleScore> subscales;  // as the instrument lists them

  friend bool operator==(const Score&, const Score&) = default;
};

// From the least to the greatest total that answers can come to.
struct TotalRange {
  double least = 0;
  double greatest = 0;
};

// INVALID_ARGUMENT that names the field for an item the instrument does not have, or a value outside of its range.
absl::Status CheckAnswer(const Instrument& instrument, int item, int value);

// Whether the item is asked after `answers`. While what it depends on has no answer, it is.
bool IsAsked(const Item& item, const ItemAnswers& answers);

// Whether the trigger's item is asked and has no answer.
bool LacksAnswer(const Instrument& instrument, const SafetyTrigger& trigger, const ItemAnswers& answers);

// FAILED_PRECONDITION/ANSWERS_MISSING where more items that are asked lack an answer than the total or a subscale can
// do without, or a safety item does: that is never made up for.
absl::Status CheckComplete(const Instrument& instrument, const ItemAnswers& answers);

// The items that are asked and scored, or a safety item, and have no answer, by number.
std::vector<int> MissingItems(const Instrument& instrument, const ItemAnswers& answers);

// Weighted sums of `answers`, reversed items turned; what is not asked counts its least. Up to most_missing items
// without an answer each count as the mean, in share of their range, of the others; with more of them, or without the
// answer to a safety item, a number is not interpretable. Neither is the total once an answer says that there was no
// occasion, nor any subscale that has an item which can be answered so. The answers have passed CheckAnswer.
Score ScoreOf(const Instrument& instrument, const ItemAnswers& answers);

// What the total may still come to, whatever is missing and whether or not it can be interpreted; one number where
// nothing is. Nothing for an instrument without a total.
std::optional<TotalRange> PossibleTotals(const Instrument& instrument, const ItemAnswers& answers);

// `value` as the instrument rounds.
double Rounded(const Instrument& instrument, double value);

}  // namespace adagio::progress
