#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "adagio/intake/v1/intake.pb.h"
#include "services/intake/domain/partner_safety.h"
#include "services/intake/domain/safety_act.h"
#include "services/intake/domain/violence_screen.h"
#include "services/intake/store/threshold_store.h"
#include "services/platform/foundation/scope.h"

// How times, and what is known of a partner's safety, look on the wire.
namespace adagio::intake {

google::protobuf::Timestamp ToWire(absl::Time time);
// What is finer than a microsecond is cut off.
absl::Time TimeFrom(const google::protobuf::Timestamp& time);

v1::ScreenResult ToWire(ScreenResult result);
v1::Hold ToWire(const Scope& scope, const Hold& hold);
// `in_force`: by what a screen would be read now.
v1::PartnerClearance ToWire(const Scope& scope, const PartnerSafety& safety, const ThresholdsInForce& in_force);
v1::SafetyAct ToWire(const Scope& scope, const SafetyAct& act);
// `set` is null where the practice has set nothing for it.
v1::ScreenRules ToWire(Instrument instrument, const SetThresholds* set);

// INVALID_ARGUMENT for an instrument this build does not know.
absl::StatusOr<Instrument> FromWire(v1::ViolenceInstrument instrument);
// As MakeScreen, to be read by the thresholds in force.
absl::StatusOr<Screen> FromWire(const v1::RecordViolenceScreenRequest& request, const ThresholdsInForce& in_force);

}  // namespace adagio::intake
