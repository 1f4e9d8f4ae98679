#include "services/intake/domain/own_intake.h"

#include "absl/strings/ascii.h"
#include "services/intake/domain/questionnaire.h"
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
  const Answer* before = FindAnswer(intake, item);
  return before != nullptr && before->not_now;
}

}  // namespace

const Answer* FindAnswer(const Intake& intake, absl::string_view item) {
  for (const Answer& answer : intake.answers) {
    if (answer.item == item) return &answer;
  }
  return nullptr;
}

absl::Status CheckSave(const Intake& intake, const Answer& answer) {
  if (FindQuestion(answer.item) == nullptr) return RefuseField("item", "must be an item of the questionnaire");
  const bool says_nothing = absl::StripAsciiWhitespace(answer.text.Read(Reveal::kToDecide)).empty();
  if (says_nothing && !answer.not_now) return RefuseField("answer", "may be empty only with not_now");
  RETURN_IF_ERROR(CheckAcknowledged(intake));
  if (!IsOpen(intake, answer.item)) return Refuse(Reason::kAlreadyOver, "the intake is submitted");
  return absl::OkStatus();
}

absl::Status CheckSubmit(const Intake& intake) {
  RETURN_IF_ERROR(CheckAcknowledged(intake));
  if (intake.submitted_at.has_value()) return Refuse(Reason::kAlreadyOver, "the intake is submitted");
  for (const Question& question : Questionnaire()) {
    if (question.required && FindAnswer(intake, question.key) == nullptr) {
      return RefuseField("item", "required items have no answer");
    }
  }
  return absl::OkStatus();
}

}  // namespace adagio::intake
