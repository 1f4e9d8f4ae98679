#include "services/platform/keys/sealed_box.h"

#include <gtest/gtest.h>

#include <set>

#include "services/platform/keys/secret.h"

namespace adagio::keys {
namespace {

constexpr uint32_t kKeyId = 7;
constexpr size_t kOverhead = 1 + 4 + 24 + 16;

class SealedBox : public testing::Test {
 protected:
  std::string Seal(absl::string_view plain, Padding padding = Padding::kColumn) const {
    return SealBox(key_.bytes(), kKeyId, context_, plain, padding);
  }
  std::optional<std::string> Open(absl::string_view box) const { return OpenBox(key_.bytes(), kKeyId, context_, box); }

  const Secret key_ = Secret::Random();
  const Parts context_ = Parts().Add("somewhere");
};

TEST_F(SealedBox, GivesBackWhatWasSealedAtEveryLengthAroundABucket) {
  for (const size_t length : {0, 1, 62, 63, 64, 65, 255, 256, 1023, 1024, 4095, 4096, 8191, 8192, 100000}) {
    std::string plain(length, 'x');
    if (length > 0) plain.back() = '\0';
    const std::optional<std::string> opened = Open(Seal(plain));
    ASSERT_TRUE(opened.has_value()) << length;
    EXPECT_EQ(*opened, plain) << length;
  }
}

TEST_F(SealedBox, KeepsPlaintextThatLooksLikePadding) {
  const std::string plain("\x80\0\0\x80\0", 5);
  EXPECT_EQ(Open(Seal(plain)), plain);
}

TEST_F(SealedBox, TellsOnlyTheBucketOfALength) {
  std::set<size_t> sizes;
  for (size_t length = 0; length <= 20000; ++length) sizes.insert(Seal(std::string(length, 'x')).size() - kOverhead);
  EXPECT_EQ(sizes, (std::set<size_t>{64, 256, 1024, 4096, 8192, 12288, 16384, 20480}));
  EXPECT_EQ(Seal(std::string(63, 'x')).size(), Seal("").size());
}

TEST_F(SealedBox, PadsTokensInSmallSteps) {
  EXPECT_EQ(Seal(std::string(63, 'x'), Padding::kToken).size() - kOverhead, 64u);
  EXPECT_EQ(Seal(std::string(64, 'x'), Padding::kToken).size() - kOverhead, 128u);
}

TEST_F(SealedBox, NeverLooksTheSameTwice) { EXPECT_NE(Seal("same"), Seal("same")); }

TEST_F(SealedBox, RefusesEveryFlippedBit) {
  const std::string box = Seal("plain");
  for (size_t i = 0; i < box.size() * 8; ++i) {
    std::string flipped = box;
    flipped[i / 8] = static_cast<char>(flipped[i / 8] ^ (1 << i % 8));
    EXPECT_FALSE(Open(flipped).has_value()) << "bit " << i;
  }
}

TEST_F(SealedBox, RefusesEveryShorterBoxAndALongerOne) {
  const std::string box = Seal("plain");
  for (size_t length = 0; length < box.size(); ++length) EXPECT_FALSE(Open(box.substr(0, length)).has_value());
  EXPECT_FALSE(Open(box + "x").has_value());
}

TEST_F(SealedBox, OpensWithItsKeyItsKeyIdAndItsContextOnly) {
  const std::string box = Seal("plain");
  EXPECT_FALSE(OpenBox(Secret::Random().bytes(), kKeyId, context_, box).has_value());
  EXPECT_FALSE(OpenBox(key_.bytes(), kKeyId + 1, context_, box).has_value());
  EXPECT_FALSE(OpenBox(key_.bytes(), kKeyId, Parts().Add("elsewhere"), box).has_value());
}

TEST_F(SealedBox, DoesNotOpenUnderAKeyIdThatWasWrittenOverItsOwn) {
  std::string box = Seal("plain");
  box[4] = kKeyId + 1;
  EXPECT_FALSE(OpenBox(key_.bytes(), kKeyId + 1, context_, box).has_value());
}

TEST(Parts, WithTheSameLettersCutElsewhereDiffer) {
  EXPECT_NE(Parts().Add("ab").Add("c").bytes(), Parts().Add("a").Add("bc").bytes());
  EXPECT_NE(Parts().Add("").Add("a").bytes(), Parts().Add("a").Add("").bytes());
  EXPECT_NE(Parts().Add("a").bytes(), Parts().Add("a").Add("").bytes());
}

}  // namespace
}  // namespace adagio::keys
