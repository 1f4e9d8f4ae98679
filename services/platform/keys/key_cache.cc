#include "services/platform/keys/key_cache.h"

#include <sodium.h>

#include "absl/hash/hash.h"
#include "services/platform/foundation/check.h"

namespace adagio::keys {
namespace {

// The numbers are for ever: another number is another key.
enum class Use : uint64_t { kSealing = 1, kMac = 2, kToken = 3, kSigning = 4, kPsychotherapy = 5 };

void Derive(unsigned char* to, Use use, const Secret& practice_key) {
  static_assert(crypto_kdf_KEYBYTES == Secret::kSize && crypto_kdf_CONTEXTBYTES == 8);
  CHECK(crypto_kdf_derive_from_key(to, Secret::kSize, static_cast<uint64_t>(use), "practice", practice_key.bytes()) ==
        0);
}

}  // namespace

KeyCache::~KeyCache() {
  MutexLock lock(mutex_);
  for (unsigned char* slab : slabs_) sodium_free(slab);
}

const PracticeKeys* KeyCache::FindIn(const std::atomic<Node*>& bucket, const PracticeId& practice) const {
  for (const Node* node = bucket.load(std::memory_order_acquire); node != nullptr; node = node->next) {
    if (node->keys.practice == practice) return &node->keys;
  }
  return nullptr;
}

const PracticeKeys* KeyCache::Find(const PracticeId& practice) const {
  return FindIn(buckets_[absl::HashOf(practice) % kBuckets], practice);
}

const PracticeKeys& KeyCache::Put(const PracticeId& practice, uint32_t key_id, const Secret& practice_key) {
  std::atomic<Node*>& bucket = buckets_[absl::HashOf(practice) % kBuckets];
  MutexLock lock(mutex_);
  if (const PracticeKeys* present = FindIn(bucket, practice); present != nullptr) return *present;
  unsigned char* keys = Reserve();
  Derive(keys, Use::kSealing, practice_key);
  Derive(keys + Secret::kSize, Use::kMac, practice_key);
  Derive(keys + 2 * Secret::kSize, Use::kToken, practice_key);
  Derive(keys + 3 * Secret::kSize, Use::kSigning, practice_key);
  Derive(keys + 4 * Secret::kSize, Use::kPsychotherapy, practice_key);
  nodes_.push_back(std::make_unique<Node>(Node{{.practice = practice,
                                                .key_id = key_id,
                                                .sealing = keys,
                                                .mac = keys + Secret::kSize,
                                                .token = keys + 2 * Secret::kSize,
                                                .signing = keys + 3 * Secret::kSize,
                                                .psychotherapy = keys + 4 * Secret::kSize},
                                               bucket.load()}));
  bucket.store(nodes_.back().get(), std::memory_order_release);
  return nodes_.back()->keys;
}

unsigned char* KeyCache::Reserve() {
  if (slabs_.empty() || used_in_slab_ == kSlabNodes) {
    auto* slab = static_cast<unsigned char*>(sodium_malloc(kSlabNodes * kNodeBytes));
    CHECK(slab != nullptr);
    slabs_.push_back(slab);
    used_in_slab_ = 0;
  }
  return slabs_.back() + kNodeBytes * used_in_slab_++;
}

}  // namespace adagio::keys
