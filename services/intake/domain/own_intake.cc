#include "services/intake/domain/own_intake.h"

#include <utility>

#include "services/platform/foundation/declassified.h"
#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

absl::Status CheckAcknowledged(const Intake& intake) {
  if (intake.policy_acknowledged) return absl::OkStatus();
  return Refuse(Reason::kPolicyUnacknowledged, "acknowledge the current confidence policy first");
}

// "Not now" is no end: what was put off can be told after the rest was handed in.
bool IsOpen(const Intake& intake, absl::string_view item) {
  if (!intake.submitted_at.has_value()) return true;
  const Answer* before = FindAnswer(intake.answers, item);
  return before != nullptr && before->not_now;
}

}  // namespace

absl::Status CheckSave(const Intake& intake, const Questionnaire& questionnaire, const Answer& answer) {
  const Question* question = FindQuestion(questionnaire, answer.item);
  if (question == nullptr) return RefuseField("item", "must be an item of the questionnaire");
  RETURN_IF_ERROR(CheckAnswers(*question, answer));
  RETURN_IF_ERROR(CheckAcknowledged(intake));
  if (!IsOpen(intake, answer.item)) return Refuse(Reason::kAlreadyOver, "the intake is submitted");
  if (!IsAsked(questionnaire, intake.answers, *question)) return RefuseField("item", "is not asked, as answers stand");
  return absl::OkStatus();
}

Intake Save(Intake intake, const Questionnaire& questionnaire, const Answer& answer) {
  const Answer* before = FindAnswer(intake.answers, answer.item);
  if (before != nullptr && !Same(*before, answer)) intake.shared.erase(answer.item);
  std::erase_if(intake.answers, [&](const Answer& other) { return other.item == answer.item; });
  intake.answers.push_back(answer);
  std::erase_if(intake.shared, [&](const std::string& item) {
    const Question* question = FindQuestion(questionnaire, item);
    return question == nullptr || !IsAsked(questionnaire, intake.answers, *question);
  });
  return intake;
}

absl::Status CheckSubmit(const Intake& intake, const Questionnaire& questionnaire) {
  RETURN_IF_ERROR(CheckAcknowledged(intake));
  if (intake.submitted_at.has_value()) return Refuse(Reason::kAlreadyOver, "the intake is submitted");
  for (const Question& question : questionnaire.questions) {
    const bool asked = question.required && IsAsked(questionnaire, intake.answers, question);
    if (asked && FindAnswer(intake.answers, question.key) == nullptr) {
      return RefuseField("item", "required items have no answer");
    }
  }
  return absl::OkStatus();
}

absl::Status CheckRevise(const Intake& intake) { return CheckAcknowledged(intake); }

Intake Next(Intake intake, const Questionnaire& questionnaire) {
  intake.version += 1;
  intake.questionnaire = questionnaire.version;
  intake.submitted_at.reset();
  const auto outdated = [&](const Answer& answer) {
    const Question* question = FindQuestion(questionnaire, answer.item);
    return question == nullptr || !CheckAnswers(*question, answer).ok();
  };
  std::erase_if(intake.answers, outdated);
  return intake;
}

absl::Status CheckShare(const Intake& intake, const Questionnaire& questionnaire, absl::string_view item) {
  const Question* question = FindQuestion(questionnaire, item);
  if (question == nullptr || !question->shareable) return RefuseField("item", "must be an item that can be shared");
  RETURN_IF_ERROR(CheckAcknowledged(intake));
  const Answer* answer = FindAnswer(intake.answers, item);
  const bool says = answer != nullptr && !answer->not_now && IsAsked(questionnaire, intake.answers, *question);
  if (!says) return RefuseField("item", "must have an answer");
  return absl::OkStatus();
}

bool Reaches(const Apart& apart, const Sharer& writer, const Sharer& reader, int64_t since) {
  return IsDeclassified({.what = Told::kShared,
                         .names_reader = true,
                         .released = true,
                         .all_stay = !writer.left && !reader.left,
                         .reached = apart.HaveMet(writer.partner, reader.partner, since)});
}

}  // namespace adagio::intake
