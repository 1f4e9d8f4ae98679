#include "services/intake/domain/answer.h"

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2100;

absl::Status CheckWords(const Value& value) {
  const auto* words = std::get_if<Words>(&value);
  if (words == nullptr || absl::StripAsciiWhitespace(*words).empty()) {
    return RefuseField("answer", "words, which may be missing only with not_now");
  }
  return absl::OkStatus();
}

absl::Status CheckChosen(const Question& question, const Value& value) {
  const auto* chosen = std::get_if<Chosen>(&value);
  if (chosen == nullptr || chosen->empty()) return RefuseField("chosen", "at least one, or not_now");
  if (question.kind == ItemKind::kSingleChoice && chosen->size() > 1) return RefuseField("chosen", "one alone");
  std::set<std::string> offered;
  for (const Choice& choice : question.choices) offered.insert(choice.key);
  for (const std::string& key : *chosen) {
    if (offered.erase(key) == 0) return RefuseField("chosen", "choices of the item, each once");
  }
  return absl::OkStatus();
}

absl::Status CheckScale(const Value& value) {
  const auto* scale = std::get_if<Scale>(&value);
  if (scale == nullptr || scale->at < kScaleLeast || scale->at > kScaleGreatest) {
    return RefuseField("scale", "a whole number from 0 to 100, or not_now");
  }
  return absl::OkStatus();
}

absl::Status CheckQuantity(const Question& question, const Value& value) {
  const auto* quantity = std::get_if<Quantity>(&value);
  if (quantity == nullptr) return RefuseField("quantity", "an amount in a unit, or not_now");
  for (const NumberUnit& unit : question.units) {
    if (unit.key != quantity->unit) continue;
    if (quantity->amount >= unit.least && quantity->amount <= unit.greatest) return absl::OkStatus();
    return RefuseField("quantity.amount", "within the range of its unit");
  }
  return RefuseField("quantity.unit", "a unit of the item");
}

absl::Status CheckDay(const Value& value) {
  const auto* day = std::get_if<absl::CivilDay>(&value);
  if (day == nullptr || day->year() < kFirstYear || day->year() > kLastYear) {
    return RefuseField("date", "a day as 2026-01-31, or not_now");
  }
  return absl::OkStatus();
}

bool Holds(const Condition& condition, const Question& of, const Value& value) {
  if (of.kind == ItemKind::kScale) {
    const auto* scale = std::get_if<Scale>(&value);
    return scale != nullptr && scale->at >= condition.at_least && scale->at <= condition.at_most;
  }
  const auto* chosen = std::get_if<Chosen>(&value);
  return chosen != nullptr && std::any_of(chosen->begin(), chosen->end(), [&](const std::string& key) {
           return std::find(condition.any_of.begin(), condition.any_of.end(), key) != condition.any_of.end();
         });
}

}  // namespace

const Answer* FindAnswer(const std::vector<Answer>& answers, absl::string_view item) {
  for (const Answer& answer : answers) {
    if (answer.item == item) return &answer;
  }
  return nullptr;
}

bool Same(const Answer& one, const Answer& other) {
  return one.item == other.item && one.not_now == other.not_now &&
         one.value.Read(Reveal::kToDecide) == other.value.Read(Reveal::kToDecide);
}

absl::Status CheckAnswers(const Question& question, const Answer& answer) {
  const Value& value = answer.value.Read(Reveal::kToDecide);
  if (answer.not_now) {
    if (std::holds_alternative<std::monostate>(value)) return absl::OkStatus();
    return RefuseField("not_now", "is given alone");
  }
  switch (question.kind) {
    case ItemKind::kText:
    case ItemKind::kLongText:
      return CheckWords(value);
    case ItemKind::kSingleChoice:
    case ItemKind::kMultipleChoice:
      return CheckChosen(question, value);
    case ItemKind::kScale:
      return CheckScale(value);
    case ItemKind::kNumber:
      return CheckQuantity(question, value);
    case ItemKind::kDate:
      return CheckDay(value);
  }
  return Refuse(Reason::kBug, "an item of no kind");
}

// Ends, because conditions are of earlier items alone.
bool IsAsked(const Questionnaire& questionnaire, const std::vector<Answer>& answers, const Question& question) {
  return std::all_of(question.shown_if.begin(), question.shown_if.end(), [&](const Condition& condition) {
    const Question* of = FindQuestion(questionnaire, condition.item);
    const Answer* answer = FindAnswer(answers, condition.item);
    return of != nullptr && answer != nullptr && !answer->not_now && IsAsked(questionnaire, answers, *of) &&
           Holds(condition, *of, answer->value.Read(Reveal::kToDecide));
  });
}

}  // namespace adagio::intake
