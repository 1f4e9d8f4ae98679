#pragma once

#include <string>
#include <tuple>
#include <utility>

#include "absl/status/statusor.h"
#include "services/homework/store/homework_store.h"
#include "services/platform/foundation/recent.h"
#include "services/platform/storage/pool.h"

namespace adagio::homework {

// What a partner can see of a unit's homework beside its assignments: who belongs to the unit, agreements, ladders,
// milestones, released repairs, and what others share with them. As a digest, which is another one whenever something
// of it is, and is moved by nothing else. Safe from any thread.
class SeenBeside {
 public:
  // Remembers the digests of about so many partners.
  SeenBeside(const HomeworkStore& store, storage::Pool& reads, const keys::Keyring& keys, size_t partners)
      : store_(store), reads_(reads), keys_(keys), partners_(partners) {}

  // Of the caller of `scope`, a partner; `facts` are of the version under which their relation was checked, or later.
  absl::StatusOr<std::string> DigestFor(const Scope& scope, const UnitFacts& facts);

 private:
  absl::StatusOr<std::string> BytesShown(const Scope& scope, const UnitFacts& facts) const;

  const HomeworkStore& store_;
  storage::Pool& reads_;
  const keys::Keyring& keys_;
  // All of it changes only with the unit's version.
  Recent<std::tuple<PracticeId, UnitId, PartnerId>, std::pair<Version, std::string>> partners_;
};

}  // namespace adagio::homework
