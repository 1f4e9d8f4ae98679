#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "services/homework/store/homework_store.h"
#include "services/platform/foundation/clock.h"

namespace adagio::homework {

// Everything that the therapist's view of a unit is made of, all of one moment. Assignments: all of the unit.
struct UnitView {
  Loaded loaded;
  std::vector<CheckInNote> notes;
  std::vector<AgreementRecord> agreements;
  std::vector<Ladder> ladders;
  HomeworkStore::Foreseen foreseen;
  absl::Time now;
};

// Reads it statement after statement, again where the unit has changed meanwhile. UNAVAILABLE/STORE_UNAVAILABLE where
// it goes on changing.
absl::StatusOr<UnitView> ReadUnit(const HomeworkStore& store, storage::Statements& tx, const Scope& scope,
                                  const Clock& clock);

}  // namespace adagio::homework
