#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "services/platform/foundation/ids.h"
#include "services/platform/foundation/mutex.h"
#include "services/platform/keys/secret.h"

namespace adagio::keys {

// What is derived from a practice's key: one key a use, so that what one use gives away helps against no other.
struct PracticeKeys {
  PracticeId practice;
  uint32_t key_id = 0;
  const unsigned char* sealing = nullptr;  // 32 bytes each, in guarded memory
  const unsigned char* mac = nullptr;
  const unsigned char* token = nullptr;
  const unsigned char* signing = nullptr;        // the seed of an Ed25519 key pair
  const unsigned char* psychotherapy = nullptr;  // seals that compartment alone
};

// The practices' keys that this process has used. Nothing is forgotten before the cache goes away. Finding takes no
// lock; safe from any thread.
class KeyCache {
 public:
  KeyCache() = default;
  ~KeyCache();
  KeyCache(const KeyCache&) = delete;
  KeyCache& operator=(const KeyCache&) = delete;

  // Null where the practice's key was not put here yet. Valid as long as the cache.
  const PracticeKeys* Find(const PracticeId& practice) const;
  // Derives and keeps the keys of `practice`; where another thread was faster, what it put.
  const PracticeKeys& Put(const PracticeId& practice, uint32_t key_id, const Secret& practice_key);

 private:
  struct Node {
    PracticeKeys keys;
    Node* next;
  };
  static constexpr size_t kBuckets = 1024;
  static constexpr size_t kNodeBytes = 5 * Secret::kSize;
  static constexpr size_t kSlabNodes = 25;  // so that a slab fills one page of guarded memory

  const PracticeKeys* FindIn(const std::atomic<Node*>& bucket, const PracticeId& practice) const;
  unsigned char* Reserve() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  std::array<std::atomic<Node*>, kBuckets> buckets_{};
  Mutex mutex_;
  std::vector<unsigned char*> slabs_ ABSL_GUARDED_BY(mutex_);
  size_t used_in_slab_ ABSL_GUARDED_BY(mutex_) = 0;
  std::vector<std::unique_ptr<Node>> nodes_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace adagio::keys
