#pragma once

#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/directory/domain/clinician.h"
#include "services/directory/domain/integration.h"
#include "services/directory/domain/practice.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::directory {

// The rows of practices, of their clinicians and of their integrations. Safe from any thread.
class PracticeStore {
 public:
  PracticeStore(keys::Keyring& keys, storage::Pool& reads) : keys_(keys), reads_(reads) {}

  // With the practice's key, and its own guard row, which every later change of it begins with. The key commits by
  // itself, before anything is sealed with it; one whose practice never came to be opens nothing.
  absl::Status AddPractice(Work& work, const Practice& practice) const;

  absl::Status AddClinician(Work& work, const Clinician& clinician) const;
  absl::Status AddIntegration(Work& work, const Integration& integration) const;
  // Nullopt where the practice has no such clinician.
  absl::StatusOr<std::optional<ClinicianRole>> FindRole(Work& work, const ClinicianId& clinician) const;
  // NOT_FOUND/RESOURCE_MISSING where the practice has no such clinician.
  absl::StatusOr<Clinician> ReadClinician(const PracticeId& practice, const ClinicianId& clinician) const;
  // From now on.
  absl::Status AddSupervision(Work& work, const ClinicianId& supervisor, const ClinicianId& therapist) const;

 private:
  keys::Keyring& keys_;
  storage::Pool& reads_;
};

}  // namespace adagio::directory
