#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/foundation/sensitive.h"

namespace adagio::directory {

enum class ClinicianRole { kTherapist, kSupervisor };

// Somebody who treats units, or supervises those who do.
struct Clinician {
  ClinicianId id;
  Sensitive<std::string> display_name;
  ClinicianRole role = ClinicianRole::kTherapist;
};

// Whether `supervisor` (nullopt: nobody of that id is known in the practice) may supervise a clinician of `role`.
// INVALID_ARGUMENT where `role` is not supervised, NOT_FOUND/RESOURCE_MISSING where the other is no supervisor.
absl::Status CheckSupervises(const std::optional<ClinicianRole>& supervisor, ClinicianRole role);

}  // namespace adagio::directory
