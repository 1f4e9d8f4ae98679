#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::directory {

// What a login is in a practice and towards a unit, at this moment.
struct Standing {
  Principal principal;  // kNobody where there is no such account
  bool related_to_unit = false;
  int64_t unit_version = 0;  // the unit's guard version; 0 where there is no such unit
};

// The logins of practices. A login is kept as an HMAC: it can be recognised and not read. Safe from any thread.
class AccountStore {
 public:
  // `reads` reaches the writer: a relation that has ended must never be seen as open.
  AccountStore(const keys::Keyring& keys, storage::Pool& reads) : keys_(keys), reads_(reads) {}

  // ALREADY_EXISTS/NAME_TAKEN where the practice has the login already, in any role.
  absl::Status Add(Work& work, const PracticeId& practice, const Principal& principal, absl::string_view login) const;

  // One statement, hence one snapshot: a relation that has ended when it runs does not count.
  absl::StatusOr<Standing> Find(const PracticeId& practice, const UnitId& unit, Role role,
                                absl::string_view login) const;

 private:
  absl::StatusOr<std::string> Mac(const PracticeId& practice, absl::string_view login) const;

  const keys::Keyring& keys_;
  storage::Pool& reads_;
};

}  // namespace adagio::directory
