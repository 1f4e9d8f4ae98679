#include "services/homework/store/facts_cache.h"

#include "gtest/gtest.h"
#include "services/platform/foundation/entropy.h"

namespace adagio::homework {
namespace {

class FactsCacheTest : public testing::Test {
 protected:
  Scope At(const UnitId& unit, int64_t version) const {
    return ScopeForTest::Make(practice_, unit, {Role::kPartner, Uuid()}, "Read", version);
  }
  static std::shared_ptr<const Loaded> Of(int64_t version) {
    auto loaded = std::make_shared<Loaded>();
    loaded->version = version;
    return loaded;
  }
  UnitId NewUnit() { return UnitId(entropy_.NewUuid()); }

  SystemEntropy entropy_;
  const PracticeId practice_{entropy_.NewUuid()};
  const UnitId unit_ = NewUnit();
  FactsCache cache_{4};
};

TEST_F(FactsCacheTest, GivesFactsOfExactlyTheVersionTheCallerWasCheckedUnder) {
  cache_.Keep(At(unit_, 7), Of(7));
  EXPECT_NE(cache_.Find(At(unit_, 7)), nullptr);
  EXPECT_EQ(cache_.Find(At(unit_, 8)), nullptr) << "somebody has changed the unit since";
  EXPECT_EQ(cache_.Find(At(unit_, 6)), nullptr);
  EXPECT_EQ(cache_.Find(At(unit_, 0)), nullptr) << "the version is not known";
}

TEST_F(FactsCacheTest, GoesByTheVersionThatWasLoadedNotByTheOneThatWasAskedFor) {
  cache_.Keep(At(unit_, 7), Of(8));
  EXPECT_EQ(cache_.Find(At(unit_, 7)), nullptr);
  EXPECT_NE(cache_.Find(At(unit_, 8)), nullptr);
}

TEST_F(FactsCacheTest, KeepsUnitsAndPracticesApart) {
  cache_.Keep(At(unit_, 7), Of(7));
  EXPECT_EQ(cache_.Find(At(NewUnit(), 7)), nullptr);
  const Scope other = ScopeForTest::Make(PracticeId(entropy_.NewUuid()), unit_, {Role::kPartner, Uuid()}, "Read", 7);
  EXPECT_EQ(cache_.Find(other), nullptr);
}

}  // namespace
}  // namespace adagio::homework
