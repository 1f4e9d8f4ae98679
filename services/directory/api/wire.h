#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "adagio/directory/v1/directory.pb.h"
#include "services/directory/domain/clinician.h"
#include "services/directory/domain/integration.h"
#include "services/directory/domain/membership.h"
#include "services/directory/domain/practice.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/foundation/scope.h"

// How the directory's values look on the wire.
namespace adagio::directory {

v1::Practice ToWire(const Practice& practice);
v1::Clinician ToWire(const PracticeId& practice, const Clinician& clinician);
v1::Integration ToWire(const PracticeId& practice, const Integration& integration);
v1::Partner ToWire(const Scope& scope, const Partner& partner);
google::protobuf::Timestamp ToWire(absl::Time time);
v1::TreatmentUnit ToWire(const PracticeId& practice, const TreatmentUnit& unit);

// INVALID_ARGUMENT for a role that this build does not know.
absl::StatusOr<ClinicianRole> FromWire(v1::ClinicianRole role);

}  // namespace adagio::directory
