#pragma once

#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/directory/domain/clinician.h"
#include "services/platform/foundation/ids.h"

namespace adagio::directory {

// A relation between two people, or somebody and a unit.
struct Relation {
  absl::Time started_at;
  std::optional<absl::Time> ended_at;
};

// Somebody who treats a unit or did.
struct Treatment {
  ClinicianId therapist;
  Relation relation;
};

// Whether a relation may begin beside `known`, that of the same two; null where there was none. OK where it stands:
// then nothing is to be done. FAILED_PRECONDITION/ALREADY_OVER once it has ended.
absl::Status CheckBegin(const Relation* known);

// Whether it may be ended. NOT_FOUND/RESOURCE_MISSING where there was none, ALREADY_OVER once it has.
absl::Status CheckEnd(const Relation* known);

// Whether somebody of `role` may treat a unit; nullopt where nobody of that id is known (NOT_FOUND/RESOURCE_MISSING).
// INVALID_ARGUMENT for who is no therapist.
absl::Status CheckTreats(const std::optional<ClinicianRole>& role);

// Whether `therapist` may stop treating the unit that is treated as `all` says. As CheckEnd; INVALID_ARGUMENT for the
// last one: nobody would look after it.
absl::Status CheckEndTreatment(const std::vector<Treatment>& all, const ClinicianId& therapist);

// Null where they never treated it.
const Relation* Find(const std::vector<Treatment>& all, const ClinicianId& therapist);

}  // namespace adagio::directory
