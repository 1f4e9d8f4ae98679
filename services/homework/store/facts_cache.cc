#include "services/homework/store/facts_cache.h"

namespace adagio::homework {

std::shared_ptr<const Loaded> FactsCache::Find(const Scope& scope) {
  if (scope.unit_version() == 0) return nullptr;
  std::shared_ptr<const Loaded> found = units_.Find({scope.practice(), scope.unit()}).value_or(nullptr);
  return found != nullptr && found->version == scope.unit_version() ? found : nullptr;
}

void FactsCache::Keep(const Scope& scope, std::shared_ptr<const Loaded> loaded) {
  units_.Keep({scope.practice(), scope.unit()}, std::move(loaded));
}

}  // namespace adagio::homework
