#include "services/intake/domain/bid.h"

#include <gtest/gtest.h>

#include <utility>

#include "services/intake/domain/bid_profile.h"
#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

template <typename IdType>
IdType Numbered(char number) {
  return IdType(Uuid::FromBytes(std::string(15, '\0') + number));
}

const PartnerId kPat = Numbered<PartnerId>(1);
const PartnerId kDana = Numbered<PartnerId>(2);
const PartnerId kSky = Numbered<PartnerId>(3);
const PartnerId kStranger = Numbered<PartnerId>(4);
const absl::Time kNow = absl::FromUnixSeconds(1'772'481'600);

Bid BidOf(const PartnerId& partner, const PartnerId& other, BidDirection direction,
          BidChannel channel = BidChannel::kVerbal, BidReply reply = BidReply::kDeferred, int days_ago = 3) {
  Bid bid;
  bid.partner = partner;
  bid.other = other;
  bid.direction = direction;
  bid.channel = channel;
  bid.reply = reply;
  bid.happened_at = kNow - absl::Hours(24 * days_ago);
  bid.logged_at = kNow;
  return bid;
}

BidWriter Pat() { return {.partner = kPat, .policy_acknowledged = true, .unit = {kPat, kDana, kSky}}; }

absl::Status At(absl::Time happened_at) {
  Bid bid = BidOf(kPat, kDana, BidDirection::kMadeByMe);
  bid.happened_at = happened_at;
  return CheckLog(Pat(), bid, kNow);
}

TEST(CheckLog, TakesWhatHappenedUpToNowAndWithinMemory) {
  EXPECT_TRUE(At(kNow).ok());
  EXPECT_TRUE(At(kNow - kLongestMemory).ok());
  EXPECT_EQ(FieldOf(At(kNow + absl::Microseconds(1))), "happened_at");
  EXPECT_EQ(FieldOf(At(kNow - kLongestMemory - absl::Microseconds(1))), "happened_at");
}

TEST(CheckLog, TakesNoBidWithOneselfOrWithSomebodyOfNoUnit) {
  EXPECT_EQ(FieldOf(CheckLog(Pat(), BidOf(kPat, kPat, BidDirection::kMadeByMe), kNow)), "other");
  const absl::Status stranger = CheckLog(Pat(), BidOf(kPat, kStranger, BidDirection::kMadeToMe), kNow);
  EXPECT_EQ(ReasonOf(stranger), Reason::kResourceMissing);
}

TEST(CheckLog, WritesNothingBeforeThePolicyIsAcknowledged) {
  BidWriter writer = Pat();
  writer.policy_acknowledged = false;
  EXPECT_EQ(ReasonOf(CheckLog(writer, BidOf(kPat, kDana, BidDirection::kMadeByMe), kNow)),
            Reason::kPolicyUnacknowledged);
}

TEST(Profile, KeepsTheTwoTellingsOfTheSameBidsApart) {
  const std::vector<PairBids> pairs = Profile({
      BidOf(kPat, kDana, BidDirection::kMadeByMe),
      BidOf(kPat, kDana, BidDirection::kMadeByMe),
      BidOf(kDana, kPat, BidDirection::kMadeToMe),
  });
  ASSERT_EQ(pairs.size(), 1u);
  EXPECT_EQ(pairs[0].maker, kPat);
  EXPECT_EQ(pairs[0].receiver, kDana);
  EXPECT_EQ(pairs[0].by_maker.bids, 2);
  EXPECT_EQ(pairs[0].by_receiver.bids, 1);
}

TEST(Profile, HasAnEntryForEachDirectionOfEachPairThatOccurs) {
  const std::vector<PairBids> pairs = Profile({
      BidOf(kPat, kDana, BidDirection::kMadeByMe),
      BidOf(kPat, kDana, BidDirection::kMadeToMe),
      BidOf(kDana, kSky, BidDirection::kMadeByMe),
  });
  std::vector<std::pair<PartnerId, PartnerId>> found;
  for (const PairBids& pair : pairs) found.emplace_back(pair.maker, pair.receiver);
  EXPECT_EQ(found, (std::vector<std::pair<PartnerId, PartnerId>>{{kPat, kDana}, {kDana, kPat}, {kDana, kSky}}));
  EXPECT_TRUE(Profile({}).empty());
}

TEST(Profile, CountsByChannelAndReply) {
  const std::vector<PairBids> pairs = Profile({
      BidOf(kPat, kDana, BidDirection::kMadeByMe, BidChannel::kPhysical, BidReply::kDeclinedByMovingAway, 5),
      BidOf(kPat, kDana, BidDirection::kMadeByMe, BidChannel::kPhysical, BidReply::kDeclinedByMovingAway, 9),
      BidOf(kPat, kDana, BidDirection::kMadeByMe, BidChannel::kPhysical, BidReply::kWelcomed, 1),
      BidOf(kPat, kDana, BidDirection::kMadeByMe, BidChannel::kEmotional, BidReply::kWelcomed, 7),
  });
  ASSERT_EQ(pairs.size(), 1u);
  const BidTelling& told = pairs[0].by_maker;
  EXPECT_EQ(told.bids, 4);
  EXPECT_EQ(told.counts.size(), 3u);
  EXPECT_EQ(told.counts.at({BidChannel::kPhysical, BidReply::kDeclinedByMovingAway}), 2);
  EXPECT_EQ(told.counts.at({BidChannel::kPhysical, BidReply::kWelcomed}), 1);
  EXPECT_EQ(told.first_happened_at, kNow - absl::Hours(24 * 9));
  EXPECT_EQ(told.last_happened_at, kNow - absl::Hours(24));
  EXPECT_EQ(pairs[0].by_receiver.first_happened_at, std::nullopt);
}

}  // namespace
}  // namespace adagio::intake
