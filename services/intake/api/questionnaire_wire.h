#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "adagio/intake/v1/intake.pb.h"
#include "adagio/intake/v1/questionnaire.pb.h"
#include "services/intake/domain/own_intake.h"
#include "services/platform/foundation/scope.h"

// How questionnaires and what was answered to them look on the wire.
namespace adagio::intake {

v1::Questionnaire ToWire(const Questionnaire& questionnaire);
// INVALID_ARGUMENT for a kind this build does not know. Says nothing of whether it can be asked: CheckQuestionnaire.
absl::StatusOr<Questionnaire> FromWire(const v1::Questionnaire& wire);

// INVALID_ARGUMENT for answers of several kinds at once, or a date that is none.
absl::StatusOr<Answer> FromWire(const v1::SaveIntakeAnswerRequest& request);

// `answer` is null while the item is unanswered.
v1::IntakeItem ToWire(const Question& question, const Answer* answer);
// The items that are asked as the answers stand, with what is shared of them.
v1::Intake ToWire(const Scope& scope, const Questionnaire& questionnaire, const Intake& intake);
// `item` is one of the questionnaire.
v1::IntakeItem ItemToWire(const Questionnaire& questionnaire, const Intake& intake, const std::string& item);

}  // namespace adagio::intake
