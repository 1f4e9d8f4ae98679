#pragma once

#include "services/intake/domain/questionnaire.h"

namespace adagio::intake {

// A questionnaire with an item of every kind. `pick` is asked after "other" of `kinds`, `deep` after "x" of `pick`,
// `ease_why` where `ease` is 40 or less.
inline Questionnaire SmallQuestionnaire(int version = 1) {
  const std::string in = "first";
  Questionnaire small{.version = version, .introduction = "introduction", .sections = {{in, "title", "introduction"}}};
  small.questions = {
      {.key = "goals", .section = in, .prompt = "goals?", .required = true, .shareable = true},
      {.key = "triggers", .section = in, .prompt = "triggers?", .required = true},
      {.key = "kinds",
       .section = in,
       .prompt = "which?",
       .kind = ItemKind::kMultipleChoice,
       .choices = {{"a", "A"}, {"b", "B"}, {"other", "Other"}}},
      {.key = "pick",
       .section = in,
       .prompt = "pick one",
       .kind = ItemKind::kSingleChoice,
       .required = true,
       .choices = {{"x", "X"}, {"y", "Y"}},
       .shown_if = {{.item = "kinds", .any_of = {"other"}}}},
      {.key = "deep",
       .section = in,
       .prompt = "why?",
       .kind = ItemKind::kText,
       .shareable = true,
       .shown_if = {{.item = "pick", .any_of = {"x"}}}},
      {.key = "ease",
       .section = in,
       .prompt = "how easy?",
       .kind = ItemKind::kScale,
       .low_label = "hard",
       .high_label = "easy"},
      {.key = "ease_why", .section = in, .prompt = "why?", .shown_if = {{.item = "ease", .at_most = 40}}},
      {.key = "since",
       .section = in,
       .prompt = "since?",
       .kind = ItemKind::kNumber,
       .units = {{"weeks", "weeks", 1, 52}, {"months", "months", 0, 600}}},
      {.key = "day", .section = in, .prompt = "which day?", .kind = ItemKind::kDate},
      {.key = "hard_experiences", .section = in, .prompt = "anything?"},
  };
  return small;
}

}  // namespace adagio::intake
