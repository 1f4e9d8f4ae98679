#pragma once

#include <memory>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "services/homework/store/homework_store.h"
#include "services/platform/foundation/mutex.h"
#include "services/platform/foundation/scope.h"

namespace adagio::homework {

// All assignments of units lately read, each as of one version of its unit. Everything a read shows of a unit changes
// only in a transaction that bumps the unit's guard, so facts of the version the caller's relation was checked under
// are as good as read again. Holds a bounded number of units. Safe from any thread.
class FactsCache {
 public:
  // Of about this many units at most.
  explicit FactsCache(size_t units) : half_(units / 2) {}

  // Null unless the facts of exactly the scope's unit and version are here.
  std::shared_ptr<const Loaded> Find(const Scope& scope);
  // `loaded` is Focus::All of the scope's unit.
  void Keep(const Scope& scope, std::shared_ptr<const Loaded> loaded);

 private:
  using Units = absl::flat_hash_map<std::pair<PracticeId, UnitId>, std::shared_ptr<const Loaded>>;

  const size_t half_;
  Mutex mutex_;
  // What was used since the last turn, and what was used before it. A full half turns: the older half is forgotten.
  Units recent_ ABSL_GUARDED_BY(mutex_);
  Units older_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace adagio::homework
