#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/foundation/sensitive.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::psychotherapy {

using NoteId = Id<struct NoteIdKind>;

// The rows of psychotherapy notes. Every statement is scoped by practice, unit and author, who is the caller: nobody
// can ask it for another's. Sealed under a key of its own, with the author as subject. Safe from any thread.
class PsychotherapyStore {
 public:
  explicit PsychotherapyStore(const keys::Keyring& keys) : keys_(keys) {}

  absl::Status Save(Work& work, const NoteId& id, const Sensitive<std::string>& text) const;
  // RESOURCE_MISSING where the caller has written none of that id.
  absl::StatusOr<Sensitive<std::string>> Load(storage::Statements& tx, const Scope& scope, const NoteId& id) const;
  // The caller's, the latest first.
  absl::StatusOr<std::vector<NoteId>> List(storage::Statements& tx, const Scope& scope) const;

 private:
  const keys::Keyring& keys_;
};

}  // namespace adagio::psychotherapy
