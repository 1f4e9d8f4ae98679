#include "services/progress/domain/score.h"

#include <algorithm>
#include <cmath>

#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

double PointsOf(const Item& item, int answer) {
  return item.weight * (item.reversed ? item.least + item.greatest - answer : answer);
}

// The items of one number.
struct Group {
  std::vector<const Item*> items;
  double factor = 1;
  int most_missing = 0;
};

Group ScoredItems(const Instrument& instrument) {
  Group group{.most_missing = instrument.most_missing};
  for (const Item& item : instrument.items) {
    if (!item.unscored) group.items.push_back(&item);
  }
  return group;
}

Group ItemsOf(const Instrument& instrument, const Subscale& subscale) {
  Group group{.factor = subscale.factor, .most_missing = subscale.most_missing};
  for (const int number : subscale.items) group.items.push_back(FindItem(instrument, number));
  return group;
}

// Whether so much lacks an answer that there is no number.
bool IsMissing(const Instrument& instrument, const Group& group, const ItemAnswers& answers) {
  int missing = 0;
  for (const Item* item : group.items) {
    if (answers.contains(item->number) || !IsAsked(*item, answers)) continue;
    if (TriggerOn(instrument, item->number) != nullptr) return true;
    ++missing;
  }
  return missing > group.most_missing;
}

Points Sum(const Instrument& instrument, const Group& group, const ItemAnswers& answers) {
  if (IsMissing(instrument, group, answers)) return {.why_none = NotInterpretable::kItemsMissing};
  double total = 0;
  double reached = 0;   // above the least, of what was answered
  double possible = 0;  // the same at most
  std::vector<const Item*> missing;
  for (const Item* item : group.items) {
    const auto answer = answers.find(item->number);
    if (!IsAsked(*item, answers)) {
      total += item->weight * item->least;
    } else if (answer == answers.end()) {
      missing.push_back(item);
    } else {
      const double points = PointsOf(*item, answer->second);
      total += points;
      reached += points - item->weight * item->least;
      possible += item->weight * (item->greatest - item->least);
    }
  }
  // Where nothing was answered there is no share to go by.
  if (!missing.empty() && possible == 0) return {.why_none = NotInterpretable::kItemsMissing};
  for (const Item* item : missing) {
    total += item->weight * (item->least + (item->greatest - item->least) * reached / possible);
  }
  return {.points = Rounded(instrument, group.factor * total), .prorated = !missing.empty()};
}

Points SumOfSubscales(const Instrument& instrument, const std::vector<SubscaleScore>& subscales) {
  Points total{.points = 0};
  for (const SubscaleScore& each : subscales) {
    if (!each.score.points.has_value()) return {.why_none = each.score.why_none};
    *total.points += *each.score.points;
    total.prorated |= each.score.prorated;
  }
  *total.points = Rounded(instrument, *total.points);
  return total;
}

// Without regard to whether there was an occasion.
Score Summed(const Instrument& instrument, const ItemAnswers& answers) {
  Score score;
  for (const Subscale& subscale : instrument.subscales) {
    score.subscales.push_back({subscale.key, Sum(instrument, ItemsOf(instrument, subscale), answers)});
  }
  if (instrument.total_rule == TotalRule::kNone) return score;
  const Points total = instrument.total_rule == TotalRule::kSubscales
                           ? SumOfSubscales(instrument, score.subscales)
                           : Sum(instrument, ScoredItems(instrument), answers);
  score.total = total.points;
  score.prorated = total.prorated;
  score.why_no_total = total.why_none;
  return score;
}

bool HadNoOccasion(const NoOccasion& rule, const ItemAnswers& answers) {
  return std::any_of(rule.items.begin(), rule.items.end(), [&](int item) {
    const auto answer = answers.find(item);
    return answer != answers.end() && answer->second == rule.value;
  });
}

bool Meet(const std::vector<int>& some, const std::vector<int>& others) {
  return std::any_of(some.begin(), some.end(),
                     [&](int one) { return std::find(others.begin(), others.end(), one) != others.end(); });
}

// Every item that has no answer, answered with what scores least or most.
ItemAnswers Filled(const Instrument& instrument, ItemAnswers answers, bool most) {
  for (const Item& item : instrument.items) {
    answers.emplace(item.number, most != item.reversed ? item.greatest : item.least);
  }
  return answers;
}

absl::Status AnswersMissing() { return Refuse(Reason::kAnswersMissing, "items have no answer"); }

}  // namespace

absl::Status CheckAnswer(const Instrument& instrument, int item, int value) {
  const Item* found = FindItem(instrument, item);
  if (found == nullptr) return RefuseField("item", "must be an item of the instrument");
  if (value < found->least || value > found->greatest) return RefuseField("value", "must be in the item's range");
  return absl::OkStatus();
}

bool IsAsked(const Item& item, const ItemAnswers& answers) {
  if (!item.asked_if.has_value()) return true;
  const auto answer = answers.find(item.asked_if->item);
  return answer == answers.end() || answer->second >= item.asked_if->at_least;
}

bool LacksAnswer(const Instrument& instrument, const SafetyTrigger& trigger, const ItemAnswers& answers) {
  return !trigger.of_total() && !answers.contains(trigger.item) &&
         IsAsked(*FindItem(instrument, trigger.item), answers);
}

absl::Status CheckComplete(const Instrument& instrument, const ItemAnswers& answers) {
  for (const SafetyTrigger& trigger : instrument.safety_triggers) {
    if (LacksAnswer(instrument, trigger, answers)) return AnswersMissing();
  }
  for (const Subscale& subscale : instrument.subscales) {
    if (IsMissing(instrument, ItemsOf(instrument, subscale), answers)) return AnswersMissing();
  }
  if (instrument.total_rule == TotalRule::kSubscales) return absl::OkStatus();
  return IsMissing(instrument, ScoredItems(instrument), answers) ? AnswersMissing() : absl::OkStatus();
}

std::vector<int> MissingItems(const Instrument& instrument, const ItemAnswers& answers) {
  std::vector<int> missing;
  for (const Item& item : instrument.items) {
    if (answers.contains(item.number) || !IsAsked(item, answers)) continue;
    if (!item.unscored || TriggerOn(instrument, item.number) != nullptr) missing.push_back(item.number);
  }
  return missing;
}

Score ScoreOf(const Instrument& instrument, const ItemAnswers& answers) {
  Score score = Summed(instrument, answers);
  if (!instrument.no_occasion.has_value() || !HadNoOccasion(*instrument.no_occasion, answers)) return score;
  constexpr NotInterpretable kWhy = NotInterpretable::kNoOccasion;
  if (instrument.total_rule != TotalRule::kNone) {
    score.total.reset();
    score.prorated = false;
    score.why_no_total = kWhy;
  }
  for (size_t i = 0; i < score.subscales.size(); ++i) {
    if (!Meet(instrument.subscales[i].items, instrument.no_occasion->items)) continue;
    score.subscales[i].score = {.why_none = kWhy};
  }
  return score;
}

std::optional<TotalRange> PossibleTotals(const Instrument& instrument, const ItemAnswers& answers) {
  const std::optional<double> least = Summed(instrument, Filled(instrument, answers, false)).total;
  const std::optional<double> greatest = Summed(instrument, Filled(instrument, answers, true)).total;
  if (!least.has_value() || !greatest.has_value()) return std::nullopt;
  return TotalRange{*least, *greatest};
}

double Rounded(const Instrument& instrument, double value) {
  if (!instrument.decimals.has_value()) return value;
  const double scale = std::pow(10, *instrument.decimals);
  return std::round(value * scale) / scale;
}

}  // namespace adagio::progress
