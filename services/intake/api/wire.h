#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "adagio/intake/v1/intake.pb.h"
#include "services/intake/domain/own_intake.h"
#include "services/intake/domain/partner_safety.h"
#include "services/intake/domain/questionnaire.h"
#include "services/intake/domain/violence_screen.h"
#include "services/platform/foundation/scope.h"

// How intake's values look on the wire.
namespace adagio::intake {

google::protobuf::Timestamp ToWire(absl::Time time);
// What is finer than a microsecond is cut off.
absl::Time TimeFrom(const google::protobuf::Timestamp& time);

// `answer` is null while the item is unanswered.
v1::IntakeItem ToWire(const Question& question, const Answer* answer);
v1::Intake ToWire(const Scope& scope, const Intake& intake);

v1::ScreenResult ToWire(ScreenResult result);
v1::Hold ToWire(const Scope& scope, const Hold& hold);
v1::PartnerClearance ToWire(const Scope& scope, const PartnerSafety& safety);

// INVALID_ARGUMENT for an instrument this build does not know, or answers it does not have.
absl::StatusOr<Screen> FromWire(const v1::RecordViolenceScreenRequest& request);

}  // namespace adagio::intake
