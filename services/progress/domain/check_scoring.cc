// What makes the scoring of a definition a sound one: subscales, totals, and answers that leave no occasion.
#include <cmath>
#include <set>

#include "services/platform/foundation/status.h"
#include "services/progress/domain/definition_checks.h"
#include "services/progress/domain/score.h"

namespace adagio::progress {
namespace {

// Totals are sums of weighted whole numbers; weights have a few decimals.
constexpr double kRounding = 1e-9;

bool Same(double a, double b) { return std::abs(a - b) <= kRounding; }

// Each of `numbers` is an item, and there once.
absl::Status CheckNumbers(const Instrument& instrument, const std::vector<int>& numbers, absl::string_view field) {
  if (numbers.empty()) return RefuseField(field, "at least one");
  std::set<int> seen;
  for (const int number : numbers) {
    const Item* item = FindItem(instrument, number);
    if (item == nullptr) return RefuseField(field, "items of the instrument");
    if (item->unscored) return RefuseField(field, "items that are scored");
    if (!seen.insert(number).second) return RefuseField(field, "each item once");
  }
  return absl::OkStatus();
}

// Every item answered with what scores least, or most.
Score Extreme(const Instrument& instrument, bool most) {
  ItemAnswers answers;
  for (const Item& item : instrument.items) answers[item.number] = most != item.reversed ? item.greatest : item.least;
  Instrument bare = instrument;
  bare.no_occasion.reset();
  return ScoreOf(bare, answers);
}

absl::Status CheckSubscales(const Instrument& instrument) {
  std::set<std::string> keys;
  for (const Subscale& subscale : instrument.subscales) {
    if (!IsKey(subscale.key)) return RefuseField("subscales.key", "lower case letters, digits and _");
    if (!keys.insert(subscale.key).second) return RefuseField("subscales.key", "each once");
    RETURN_IF_ERROR(CheckNumbers(instrument, subscale.items, "subscales.items"));
    if (!std::isfinite(subscale.factor) || subscale.factor <= 0) return RefuseField("subscales.factor", "above 0");
    if (subscale.most_missing < 0 || subscale.most_missing >= static_cast<int>(subscale.items.size())) {
      return RefuseField("subscales.most_missing", "fewer than it has items");
    }
  }
  const Score least = Extreme(instrument, false), greatest = Extreme(instrument, true);
  for (size_t i = 0; i < instrument.subscales.size(); ++i) {
    const Subscale& subscale = instrument.subscales[i];
    if (!Same(subscale.least, *least.subscales[i].score.points)) {
      return RefuseField("subscales.least", "what answers can reach");
    }
    if (!Same(subscale.greatest, *greatest.subscales[i].score.points)) {
      return RefuseField("subscales.greatest", "what answers can reach");
    }
  }
  return absl::OkStatus();
}

// A total of subscales counts each scored item exactly once.
absl::Status CheckCountedOnce(const Instrument& instrument) {
  if (instrument.subscales.empty()) return RefuseField("subscales", "at least one for a total of them");
  if (instrument.most_missing != 0) return RefuseField("most_missing", "is the subscales' to say");
  std::set<int> counted;
  for (const Subscale& subscale : instrument.subscales) {
    for (const int number : subscale.items) {
      if (!counted.insert(number).second) return RefuseField("subscales.items", "no item twice in one total");
    }
  }
  for (const Item& item : instrument.items) {
    if (!item.unscored && !counted.contains(item.number)) {
      return RefuseField("subscales.items", "every item that is scored");
    }
  }
  return absl::OkStatus();
}

absl::Status CheckTotal(const Instrument& instrument) {
  int scored = 0;
  for (const Item& item : instrument.items) scored += item.unscored ? 0 : 1;
  if (scored == 0) return RefuseField("items.unscored", "not all of them");
  if (instrument.most_missing < 0 || instrument.most_missing >= scored) {
    return RefuseField("most_missing", "fewer than there are items");
  }
  if (instrument.total_rule == TotalRule::kSubscales) RETURN_IF_ERROR(CheckCountedOnce(instrument));
  const double least = Extreme(instrument, false).total.value_or(0);
  const double greatest = Extreme(instrument, true).total.value_or(0);
  if (!Same(least, instrument.least_total)) return RefuseField("least_total", "what answers can reach");
  if (!Same(greatest, instrument.greatest_total)) return RefuseField("greatest_total", "what answers can reach");
  return absl::OkStatus();
}

absl::Status CheckNoOccasion(const Instrument& instrument) {
  const NoOccasion& rule = *instrument.no_occasion;
  RETURN_IF_ERROR(CheckNumbers(instrument, rule.items, "no_occasion.items"));
  for (const int number : rule.items) {
    const Item& item = *FindItem(instrument, number);
    if (rule.value < item.least || rule.value > item.greatest) {
      return RefuseField("no_occasion.value", "in the range of each of its items");
    }
  }
  if (rule.source.empty()) return RefuseField("no_occasion.source", "required");
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckScoring(const Instrument& instrument) {
  if (instrument.decimals.has_value() && (*instrument.decimals < 0 || *instrument.decimals > 6)) {
    return RefuseField("decimals", "from 0 to 6");
  }
  RETURN_IF_ERROR(CheckSubscales(instrument));
  RETURN_IF_ERROR(CheckTotal(instrument));
  return instrument.no_occasion.has_value() ? CheckNoOccasion(instrument) : absl::OkStatus();
}

}  // namespace adagio::progress
