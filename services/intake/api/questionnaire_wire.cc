#include "services/intake/api/questionnaire_wire.h"

#include <algorithm>
#include <string>
#include <utility>

#include "services/intake/api/wire.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::intake {
namespace {

constexpr std::pair<ItemKind, v1::ItemKind> kKinds[] = {
    {ItemKind::kText, v1::ITEM_KIND_TEXT},
    {ItemKind::kLongText, v1::ITEM_KIND_LONG_TEXT},
    {ItemKind::kSingleChoice, v1::ITEM_KIND_SINGLE_CHOICE},
    {ItemKind::kMultipleChoice, v1::ITEM_KIND_MULTIPLE_CHOICE},
    {ItemKind::kScale, v1::ITEM_KIND_SCALE},
    {ItemKind::kNumber, v1::ITEM_KIND_NUMBER},
    {ItemKind::kDate, v1::ITEM_KIND_DATE},
};

v1::ItemKind ToWire(ItemKind kind) {
  for (const auto& [domain, wire] : kKinds) {
    if (domain == kind) return wire;
  }
  return v1::ITEM_KIND_UNSPECIFIED;
}

absl::StatusOr<ItemKind> FromWire(v1::ItemKind kind) {
  for (const auto& [domain, wire] : kKinds) {
    if (wire == kind) return domain;
  }
  return RefuseField("kind", "must be a known kind");
}

v1::ItemChoice ToWire(const Choice& choice) {
  v1::ItemChoice wire;
  wire.set_key(choice.key);
  wire.set_label(choice.label);
  return wire;
}

v1::ItemUnit ToWire(const NumberUnit& unit) {
  v1::ItemUnit wire;
  wire.set_key(unit.key);
  wire.set_label(unit.label);
  wire.set_least(unit.least);
  wire.set_greatest(unit.greatest);
  return wire;
}

v1::ItemCondition ToWire(const Condition& condition) {
  v1::ItemCondition wire;
  wire.set_item(condition.item);
  for (const std::string& key : condition.any_of) wire.add_any_of(key);
  if (!condition.any_of.empty()) return wire;
  wire.set_at_least(condition.at_least);
  wire.set_at_most(condition.at_most);
  return wire;
}

v1::QuestionnaireItem ItemOf(const Question& question) {
  v1::QuestionnaireItem wire;
  wire.set_key(question.key);
  wire.set_prompt(question.prompt);
  wire.set_kind(ToWire(question.kind));
  wire.set_required(question.required);
  wire.set_shareable(question.shareable);
  for (const Choice& choice : question.choices) *wire.add_choices() = ToWire(choice);
  for (const NumberUnit& unit : question.units) *wire.add_units() = ToWire(unit);
  wire.set_low_label(question.low_label);
  wire.set_high_label(question.high_label);
  for (const Condition& condition : question.shown_if) *wire.add_shown_if() = ToWire(condition);
  return wire;
}

absl::StatusOr<Question> FromWire(const std::string& section, const v1::QuestionnaireItem& wire) {
  Question question{.key = wire.key(),
                    .section = section,
                    .prompt = wire.prompt(),
                    .required = wire.required(),
                    .shareable = wire.shareable(),
                    .low_label = wire.low_label(),
                    .high_label = wire.high_label()};
  ASSIGN_OR_RETURN(question.kind, FromWire(wire.kind()));
  for (const v1::ItemChoice& choice : wire.choices()) question.choices.push_back({choice.key(), choice.label()});
  for (const v1::ItemUnit& unit : wire.units()) {
    question.units.push_back({unit.key(), unit.label(), unit.least(), unit.greatest()});
  }
  for (const v1::ItemCondition& condition : wire.shown_if()) {
    Condition& asked = question.shown_if.emplace_back();
    asked.item = condition.item();
    asked.any_of = {condition.any_of().begin(), condition.any_of().end()};
    if (condition.has_at_least()) asked.at_least = condition.at_least();
    if (condition.has_at_most()) asked.at_most = condition.at_most();
  }
  return question;
}

// Writes what was answered.
struct Filler {
  const Question& question;
  v1::IntakeItem& item;

  void operator()(std::monostate) const {}
  void operator()(const Words& words) const { item.set_answer(words); }
  // In the order of the choices, so that the order of choosing tells nothing.
  void operator()(const Chosen& chosen) const {
    for (const Choice& choice : question.choices) {
      if (std::find(chosen.begin(), chosen.end(), choice.key) != chosen.end()) item.add_chosen(choice.key);
    }
  }
  void operator()(const Scale& scale) const { item.set_scale(scale.at); }
  void operator()(const Quantity& quantity) const {
    item.mutable_quantity()->set_amount(quantity.amount);
    item.mutable_quantity()->set_unit(quantity.unit);
  }
  void operator()(const absl::CivilDay& day) const { item.set_date(absl::FormatCivilTime(day)); }
};

absl::StatusOr<Value> DayFrom(const std::string& text) {
  absl::CivilDay day;
  const bool read = absl::ParseCivilTime(text, &day) && absl::FormatCivilTime(day) == text;
  if (!read) return RefuseField("date", "a day as 2026-01-31");
  return Value(day);
}

}  // namespace

v1::Questionnaire ToWire(const Questionnaire& questionnaire) {
  v1::Questionnaire wire;
  wire.set_version(questionnaire.version);
  wire.set_introduction(questionnaire.introduction);
  for (const Section& section : questionnaire.sections) {
    v1::QuestionnaireSection& added = *wire.add_sections();
    added.set_key(section.key);
    added.set_title(section.title);
    added.set_introduction(section.introduction);
    for (const Question& question : questionnaire.questions) {
      if (question.section == section.key) *added.add_items() = ItemOf(question);
    }
  }
  return wire;
}

absl::StatusOr<Questionnaire> FromWire(const v1::Questionnaire& wire) {
  Questionnaire questionnaire{.version = wire.version(), .introduction = wire.introduction()};
  for (const v1::QuestionnaireSection& section : wire.sections()) {
    questionnaire.sections.push_back({section.key(), section.title(), section.introduction()});
    for (const v1::QuestionnaireItem& item : section.items()) {
      ASSIGN_OR_RETURN(Question question, FromWire(section.key(), item));
      questionnaire.questions.push_back(std::move(question));
    }
  }
  return questionnaire;
}

absl::StatusOr<Answer> FromWire(const v1::SaveIntakeAnswerRequest& request) {
  Value value;
  int kinds = 0;
  if (!request.answer().empty()) value = Words(request.answer()), ++kinds;
  if (request.chosen_size() > 0) value = Chosen(request.chosen().begin(), request.chosen().end()), ++kinds;
  if (request.has_scale()) value = Scale{request.scale()}, ++kinds;
  if (request.has_quantity()) value = Quantity{request.quantity().amount(), request.quantity().unit()}, ++kinds;
  if (!request.date().empty()) {
    ASSIGN_OR_RETURN(value, DayFrom(request.date()));
    ++kinds;
  }
  if (kinds > 1) return RefuseField("answer", "one kind of answer alone");
  return Answer{request.item(), Sensitive<Value>(std::move(value)), request.not_now()};
}

v1::IntakeItem ToWire(const Question& question, const Answer* answer) {
  v1::IntakeItem wire;
  wire.set_item(question.key);
  wire.set_section(question.section);
  wire.set_prompt(question.prompt);
  wire.set_kind(ToWire(question.kind));
  wire.set_required(question.required);
  wire.set_shareable(question.shareable);
  for (const Choice& choice : question.choices) *wire.add_choices() = ToWire(choice);
  for (const NumberUnit& unit : question.units) *wire.add_units() = ToWire(unit);
  wire.set_low_label(question.low_label);
  wire.set_high_label(question.high_label);
  if (answer == nullptr) return wire;
  wire.set_not_now(answer->not_now);
  std::visit(Filler{question, wire}, answer->value.Read(Reveal::kToAnswer));
  return wire;
}

v1::Intake ToWire(const Scope& scope, const Questionnaire& questionnaire, const Intake& intake) {
  v1::Intake wire;
  wire.set_partner(rpc::PartnerName(scope.practice(), scope.unit(), intake.partner));
  wire.set_version(intake.version);
  wire.set_questionnaire_version(questionnaire.version);
  wire.set_introduction(questionnaire.introduction);
  wire.set_policy_acknowledged(intake.policy_acknowledged);
  for (const Section& section : questionnaire.sections) {
    v1::IntakeSection& added = *wire.add_sections();
    added.set_section(section.key);
    added.set_title(section.title);
    added.set_introduction(section.introduction);
  }
  for (const Question& question : questionnaire.questions) {
    if (!IsAsked(questionnaire, intake.answers, question)) continue;
    *wire.add_items() = ItemToWire(questionnaire, intake, question.key);
  }
  if (intake.submitted_at.has_value()) *wire.mutable_submitted_at() = ToWire(*intake.submitted_at);
  return wire;
}

v1::IntakeItem ItemToWire(const Questionnaire& questionnaire, const Intake& intake, const std::string& item) {
  v1::IntakeItem wire = ToWire(*FindQuestion(questionnaire, item), FindAnswer(intake.answers, item));
  wire.set_shared(intake.shared.count(item) > 0);
  return wire;
}

}  // namespace adagio::intake
