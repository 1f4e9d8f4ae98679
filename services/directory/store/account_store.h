#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/directory/store/known_standings.h"
#include "services/platform/foundation/standing.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::directory {

// The logins of practices. A login is kept as an HMAC: it can be recognised and not read. Safe from any thread.
class AccountStore {
 public:
  // `reads` reaches the writer: a relation that has ended must never be seen as open.
  AccountStore(const keys::Keyring& keys, storage::Pool& reads) : keys_(keys), reads_(reads), known_(kKnown) {}

  // ALREADY_EXISTS/NAME_TAKEN where the practice has the login already, in any role.
  absl::Status Add(Work& work, const PracticeId& practice, const Principal& principal, absl::string_view login) const;

  // An answer each, in their order. Each is of the one snapshot of one statement: a relation that has ended when that
  // runs does not count.
  std::vector<absl::StatusOr<Standing>> Find(absl::Span<const Caller> callers);

 private:
  static constexpr size_t kKnown = 1 << 14;

  std::vector<absl::StatusOr<Standing>> LookUp(storage::Statements& reads, absl::Span<const Caller> callers);
  absl::StatusOr<std::string> Mac(const PracticeId& practice, absl::string_view login) const;

  const keys::Keyring& keys_;
  storage::Pool& reads_;
  KnownStandings known_;
};

}  // namespace adagio::directory
