#include "services/directory/domain/clinician.h"

#include "services/platform/foundation/status.h"

namespace adagio::directory {

absl::Status CheckSupervises(const std::optional<ClinicianRole>& supervisor, ClinicianRole role) {
  if (role != ClinicianRole::kTherapist) return RefuseField("supervisor", "is for a therapist");
  if (supervisor != ClinicianRole::kSupervisor) return Refuse(Reason::kResourceMissing, "no such supervisor");
  return absl::OkStatus();
}

}  // namespace adagio::directory
