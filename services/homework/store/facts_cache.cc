#include "services/homework/store/facts_cache.h"

namespace adagio::homework {

std::shared_ptr<const Loaded> FactsCache::Find(const Scope& scope) {
  if (scope.unit_version() == 0) return nullptr;
  const auto unit = std::make_pair(scope.practice(), scope.unit());
  std::shared_ptr<const Loaded> found;
  {
    MutexLock lock(mutex_);
    for (const Units* units : {&recent_, &older_}) {
      const auto known = units->find(unit);
      if (known == units->end()) continue;
      if (known->second->version != scope.unit_version()) return nullptr;
      found = known->second;
      if (units == &recent_) return found;
      break;
    }
  }
  if (found != nullptr) Keep(scope, found);
  return found;
}

void FactsCache::Keep(const Scope& scope, std::shared_ptr<const Loaded> loaded) {
  Units forgotten;  // destroyed after the lock is let go
  MutexLock lock(mutex_);
  if (recent_.size() >= half_) {
    forgotten = std::exchange(older_, std::exchange(recent_, {}));
  }
  recent_[std::make_pair(scope.practice(), scope.unit())] = std::move(loaded);
}

}  // namespace adagio::homework
