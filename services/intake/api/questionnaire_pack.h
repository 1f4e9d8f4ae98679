#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/intake/domain/questionnaire.h"

namespace adagio::intake {

// The questionnaires of a pack in text form (plugins/packs). INVALID_ARGUMENT that names the fault where it does not
// parse or breaks a rule of Questionnaires::Make.
absl::StatusOr<Questionnaires> QuestionnairesFrom(absl::string_view pack);

}  // namespace adagio::intake
