#include "services/intake/domain/confidence_policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

using ::testing::HasSubstr;

TEST(PolicyText, SaysWhatMayBeSharedAndThatNobodyWatches) {
  const absl::StatusOr<std::string> text = PolicyText(1, std::nullopt);
  ASSERT_TRUE(text.ok());
  EXPECT_THAT(*text, HasSubstr("Between partners, your therapist may share only"));
  EXPECT_THAT(*text, HasSubstr("Nobody watches this service round the clock"));
  EXPECT_LE(text->size(), 4000u);
}

TEST(PolicyText, SaysThatNobodyWatchesWhateverAPracticeWrites) {
  const std::string own(3000, 'x');
  const absl::StatusOr<std::string> text = PolicyText(7, own);
  ASSERT_TRUE(text.ok());
  EXPECT_THAT(*text, ::testing::StartsWith(own));
  EXPECT_THAT(*text, HasSubstr("Nobody watches this service round the clock"));
  EXPECT_LE(text->size(), 4000u);
}

TEST(PolicyText, DoesNotExistForVersionsThatWereNeverWritten) {
  for (const int version : {-1, 0, 2, 1000}) {
    EXPECT_EQ(ReasonOf(PolicyText(version, std::nullopt).status()), Reason::kBug) << version;
  }
}

TEST(CheckReplaces, TakesTheCurrentVersionOnly) {
  EXPECT_TRUE(CheckReplaces(2, 2).ok());
  EXPECT_EQ(ReasonOf(CheckReplaces(1, 2)), Reason::kEtagMismatch);
}

TEST(CheckAcknowledges, TakesTheCurrentVersionOnly) {
  EXPECT_TRUE(CheckAcknowledges(2, 2).ok());
  EXPECT_EQ(FieldOf(CheckAcknowledges(1, 2)), "version");
  EXPECT_EQ(FieldOf(CheckAcknowledges(3, 2)), "version");
}

}  // namespace
}  // namespace adagio::intake
