#include "services/platform/keys/key_cache.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <thread>

#include "services/platform/foundation/entropy.h"

namespace adagio::keys {
namespace {

std::string Text(const unsigned char* key) { return std::string(reinterpret_cast<const char*>(key), Secret::kSize); }

TEST(KeyCache, GivesEachUseAndEachPracticeAKeyOfItsOwn) {
  SystemEntropy entropy;
  KeyCache cache;
  std::set<std::string> seen;
  constexpr int kPractices = 3000;  // several in one bucket, and more than one slab of memory holds
  for (int i = 0; i < kPractices; ++i) {
    const Secret practice_key = Secret::Random();
    const PracticeKeys& keys = cache.Put(PracticeId(entropy.NewUuid()), 1, practice_key);
    for (const unsigned char* key : {keys.sealing, keys.mac, keys.token, practice_key.bytes()}) seen.insert(Text(key));
  }
  EXPECT_EQ(seen.size(), 4u * kPractices);
}

TEST(KeyCache, KeepsTheFirstKeyOfAPractice) {
  const PracticeId practice(SystemEntropy().NewUuid());
  KeyCache cache;
  EXPECT_EQ(cache.Find(practice), nullptr);
  const PracticeKeys& first = cache.Put(practice, 1, Secret::Random());
  EXPECT_EQ(&cache.Put(practice, 1, Secret::Random()), &first);
  EXPECT_EQ(cache.Find(practice), &first);
}

TEST(KeyCache, FindsWhileOthersPut) {
  SystemEntropy entropy;
  KeyCache cache;
  const PracticeId known(entropy.NewUuid());
  const PracticeKeys* const keys = &cache.Put(known, 1, Secret::Random());
  std::thread putting([&] {
    for (int i = 0; i < 5000; ++i) cache.Put(PracticeId(entropy.NewUuid()), 1, Secret::Random());
  });
  for (int i = 0; i < 100000; ++i) ASSERT_EQ(cache.Find(known), keys);
  putting.join();
}

}  // namespace
}  // namespace adagio::keys
