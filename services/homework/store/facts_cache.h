#pragma once

#include <memory>
#include <utility>

#include "services/homework/store/homework_store.h"
#include "services/platform/foundation/recent.h"
#include "services/platform/foundation/scope.h"

namespace adagio::homework {

// All assignments of units lately read, each as of one version of its unit. Everything a read shows of a unit changes
// only in a transaction that bumps the unit's guard, so facts of the version the caller's relation was checked under
// are as good as read again. Holds a bounded number of units. Safe from any thread.
class FactsCache {
 public:
  // Of about this many units at most.
  explicit FactsCache(size_t units) : units_(units) {}

  // Null unless the facts of exactly the scope's unit and version are here.
  std::shared_ptr<const Loaded> Find(const Scope& scope);
  // `loaded` is Focus::All of the scope's unit.
  void Keep(const Scope& scope, std::shared_ptr<const Loaded> loaded);

 private:
  Recent<std::pair<PracticeId, UnitId>, std::shared_ptr<const Loaded>> units_;
};

}  // namespace adagio::homework
