#include "services/intake/domain/own_intake.h"

#include "absl/strings/ascii.h"
#include "services/intake/domain/questionnaire.h"
#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

absl::Status CheckOpen(const Intake& intake) {
  if (!intake.policy_acknowledged) {
    return Refuse(Reason::kPolicyUnacknowledged, "acknowledge the current confidence policy first");
  }
  if (intake.submitted_at.has_value()) return Refuse(Reason::kAlreadyOver, "the intake is submitted");
  return absl::OkStatus();
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
  return CheckOpen(intake);
}

absl::Status CheckSubmit(const Intake& intake) {
  RETURN_IF_ERROR(CheckOpen(intake));
  for (const Question& question : Questionnaire()) {
    if (question.required && FindAnswer(intake, question.key) == nullptr) {
      return RefuseField("item", "required items have no answer");
    }
  }
  return absl::OkStatus();
}

}  // namespace adagio::intake
