#include "services/cli/play_credentials.h"

#include <gtest/gtest.h>

#include "services/platform/foundation/clock.h"

namespace adagio::cli {
namespace {

constexpr char kStorysPractice[] = "11111111-1111-4111-8111-111111111111";

class PlayCredentialsTest : public testing::Test {
 protected:
  PlayCredentialsTest() {
    dana_.set_name("dana");
    dana_.set_role(story::Actor::PARTNER);
  }
  absl::StatusOr<rpc::Identity> Verify(story::Token flaw) {
    rpc::EmbeddedVerifier verifier(key_, clock_);
    return verifier.Verify(credentials_.Sign(dana_, kStorysPractice, flaw, clock_.Now()).value());
  }

  const rpc::Es256Key key_ = rpc::Es256Key::Generate();
  EmbeddedCredentials credentials_{key_};
  const StoryClock clock_{absl::Now() + absl::Hours(24 * 365)};
  story::Actor dana_;
};

TEST_F(PlayCredentialsTest, AGoodTokenSaysWhoTheActorIs) {
  const rpc::Identity identity = Verify(story::GOOD).value();
  EXPECT_EQ(identity.role, Role::kPartner);
  EXPECT_EQ(identity.subject, "dana");
  EXPECT_EQ(identity.practice.ToString(), kStorysPractice);
}

TEST_F(PlayCredentialsTest, AGoodTokenIsGoodByTheMachinesClockToo) {
  const SystemClock machine;
  rpc::EmbeddedVerifier verifier(key_, machine);
  EXPECT_TRUE(verifier.Verify(credentials_.Sign(dana_, kStorysPractice, story::GOOD, clock_.Now()).value()).ok());
}

TEST_F(PlayCredentialsTest, EveryFlawIsRefused) {
  for (const story::Token flaw : {story::EXPIRED, story::OTHER_KEY, story::GARBAGE}) {
    EXPECT_TRUE(absl::IsUnauthenticated(Verify(flaw).status())) << flaw;
  }
}

TEST_F(PlayCredentialsTest, AnOperatorBelongsToNoPractice) {
  story::Actor op;
  op.set_name("op");
  op.set_role(story::Actor::OPERATOR);
  EXPECT_TRUE(credentials_.Sign(op, "", story::GOOD, clock_.Now()).ok());
  EXPECT_FALSE(credentials_.Sign(op, kStorysPractice, story::GOOD, clock_.Now()).ok());
}

}  // namespace
}  // namespace adagio::cli
