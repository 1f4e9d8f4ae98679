#pragma once

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/intake/domain/own_intake.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::intake {

// What somebody shares of their intake, with what decides whether it reaches the reader.
struct SharedAnswer {
  PartnerId partner;
  int questionnaire = 0;
  Answer answer;
};

// The rows of what each partner told alone. Never touches those of a screen. Safe from any thread.
class IntakeStore {
 public:
  IntakeStore(const keys::Keyring& keys, storage::Pool& reads) : keys_(keys), reads_(reads) {}

  // Of somebody who is or was a partner of the unit, in one statement: the given version, the last where it is 0.
  // NOT_FOUND/RESOURCE_MISSING for anybody else, and for a version that is not there.
  absl::StatusOr<Intake> Load(Work& work, const PartnerId& partner, int version = 0) const;
  absl::StatusOr<Intake> Read(const Scope& scope, const PartnerId& partner, int version) const;

  // Writes what of `after` differs from `before`, its last version until now: a new version, answers, what is shared.
  absl::Status Save(Work& work, const Intake& before, const Intake& after) const;
  // Of its open version.
  absl::Status Submit(Work& work, const Intake& intake) const;

  // What reaches `reader` now, by partner in the order in which they were added, in one statement.
  absl::StatusOr<std::vector<SharedAnswer>> ReadShared(const Scope& scope, const PartnerId& reader) const;

 private:
  absl::StatusOr<Intake> LoadFrom(storage::Statements& from, const Scope& scope, const PartnerId& partner,
                                  int version) const;
  absl::Status Begin(Work& work, const Intake& intake) const;
  absl::Status SaveAnswer(Work& work, const Intake& intake, const Answer& answer) const;
  absl::Status StartSharing(Work& work, const Intake& intake, const std::string& item) const;
  absl::Status EndSharing(Work& work, const Intake& intake, const std::string& item) const;

  const keys::Keyring& keys_;
  storage::Pool& reads_;
};

}  // namespace adagio::intake
