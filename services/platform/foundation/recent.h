#pragma once

#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "services/platform/foundation/mutex.h"

namespace adagio {

// The values lately kept or found, of a bounded number of keys. Safe from any thread.
template <typename Key, typename Value>
class Recent {
 public:
  // Of about this many keys at most.
  explicit Recent(size_t keys) : half_(keys / 2) {}

  std::optional<Value> Find(const Key& key) {
    std::optional<Value> found;
    {
      MutexLock lock(mutex_);
      if (const auto known = recent_.find(key); known != recent_.end()) return known->second;
      const auto known = older_.find(key);
      if (known == older_.end()) return std::nullopt;
      found = known->second;
    }
    Keep(key, *found);
    return found;
  }

  void Keep(const Key& key, Value value) {
    Values forgotten;  // destroyed after the lock is let go
    MutexLock lock(mutex_);
    if (recent_.size() >= half_) forgotten = std::exchange(older_, std::exchange(recent_, {}));
    recent_.insert_or_assign(key, std::move(value));
  }

 private:
  using Values = absl::flat_hash_map<Key, Value>;

  const size_t half_;
  Mutex mutex_;
  // What was used since the last turn, and what was used before it. A full half turns: the older half is forgotten.
  Values recent_ ABSL_GUARDED_BY(mutex_);
  Values older_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace adagio
