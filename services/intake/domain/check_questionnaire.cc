#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "services/intake/domain/questionnaire.h"
#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

bool IsKey(absl::string_view key) {
  return !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
    return absl::ascii_islower(static_cast<unsigned char>(c)) || absl::ascii_isdigit(static_cast<unsigned char>(c)) ||
           c == '_';
  });
}

// Of choices, units or sections.
template <typename Keyed>
absl::Status CheckKeys(const char* field, const std::vector<Keyed>& keyed) {
  std::set<std::string> seen;
  for (const Keyed& each : keyed) {
    if (!IsKey(each.key)) return RefuseField(field, "a key is lower case letters, digits and _");
    if (!seen.insert(each.key).second) return RefuseField(field, "a key stands once");
  }
  return absl::OkStatus();
}

bool HasChoices(ItemKind kind) { return kind == ItemKind::kSingleChoice || kind == ItemKind::kMultipleChoice; }

absl::Status CheckKind(const Question& question) {
  const bool chooses = HasChoices(question.kind);
  if (chooses != !question.choices.empty())
    return RefuseField("choices", "where something is chosen, and nowhere else");
  if (chooses && question.choices.size() < 2) return RefuseField("choices", "at least two");
  RETURN_IF_ERROR(CheckKeys("choices", question.choices));
  const bool counts = question.kind == ItemKind::kNumber;
  if (counts != !question.units.empty()) return RefuseField("units", "where a number is given, and nowhere else");
  RETURN_IF_ERROR(CheckKeys("units", question.units));
  for (const NumberUnit& unit : question.units) {
    if (unit.least > unit.greatest) return RefuseField("units", "the least amount is not above the greatest");
  }
  const bool scales = question.kind == ItemKind::kScale;
  if (scales != !question.low_label.empty()) return RefuseField("low_label", "on a scale, and nowhere else");
  if (scales != !question.high_label.empty()) return RefuseField("high_label", "on a scale, and nowhere else");
  return absl::OkStatus();
}

bool Offers(const Question& question, const std::string& key) {
  return std::any_of(question.choices.begin(), question.choices.end(),
                     [&](const Choice& choice) { return choice.key == key; });
}

// `earlier` is the item asked of; null where nothing before has its key.
absl::Status CheckCondition(const Condition& condition, const Question* earlier) {
  if (earlier == nullptr) return RefuseField("shown_if", "asks of an earlier item");
  if (HasChoices(earlier->kind)) {
    const bool known = std::all_of(condition.any_of.begin(), condition.any_of.end(),
                                   [&](const std::string& key) { return Offers(*earlier, key); });
    if (condition.any_of.empty() || !known) return RefuseField("any_of", "choices of that item");
    return absl::OkStatus();
  }
  if (earlier->kind != ItemKind::kScale) return RefuseField("shown_if", "asks of choices or a scale");
  if (!condition.any_of.empty()) return RefuseField("any_of", "asks of choices");
  const bool within = condition.at_least >= kScaleLeast && condition.at_least <= condition.at_most &&
                      condition.at_most <= kScaleGreatest;
  if (!within) return RefuseField("at_least", "within the scale, and not above at_most");
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckQuestionnaire(const Questionnaire& questionnaire) {
  RETURN_IF_ERROR(CheckKeys("sections", questionnaire.sections));
  RETURN_IF_ERROR(CheckKeys("items", questionnaire.questions));
  if (questionnaire.questions.size() > kMostQuestions) return RefuseField("items", "too many for one sitting");
  std::set<std::string> filled;
  for (auto at = questionnaire.questions.begin(); at != questionnaire.questions.end(); ++at) {
    filled.insert(at->section);
    RETURN_IF_ERROR(CheckKind(*at));
    for (const Condition& condition : at->shown_if) {
      const auto earlier = std::find_if(questionnaire.questions.begin(), at,
                                        [&](const Question& question) { return question.key == condition.item; });
      RETURN_IF_ERROR(CheckCondition(condition, earlier == at ? nullptr : &*earlier));
    }
  }
  std::set<std::string> sections;
  for (const Section& section : questionnaire.sections) sections.insert(section.key);
  if (filled.empty() || filled != sections) return RefuseField("sections", "each has items, and each item one of them");
  return absl::OkStatus();
}

}  // namespace adagio::intake
