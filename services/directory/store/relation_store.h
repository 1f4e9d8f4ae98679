#pragma once

#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/directory/domain/relation.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::directory {

// The rows of who treats a unit and who supervises whom, as they begin and end. Safe from any thread.
class RelationStore {
 public:
  // Nullopt where there never was one.
  absl::StatusOr<std::optional<Relation>> FindSupervision(Work& work, const ClinicianId& supervisor,
                                                          const ClinicianId& therapist) const;
  absl::Status EndSupervision(Work& work, const ClinicianId& supervisor, const ClinicianId& therapist) const;

  // Of the work's unit: all who treat it or did.
  absl::StatusOr<std::vector<Treatment>> LoadTreatments(Work& work) const;
  absl::Status StartTreatment(Work& work, const ClinicianId& therapist) const;
  absl::Status EndTreatment(Work& work, const ClinicianId& therapist) const;
};

}  // namespace adagio::directory
