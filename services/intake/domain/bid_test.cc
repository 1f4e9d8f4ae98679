#include "services/intake/domain/bid.h"

#include <gtest/gtest.h>

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

BidWriter Pat() {
  return {.partner = kPat, .policy_acknowledged = true, .unit = {{kPat, {}}, {kDana, {}}, {kSky, {}}}};
}

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

TEST(CheckLog, DoesNotTellWhenSomebodyLeft) {
  BidWriter writer = Pat();
  const Bid bid = BidOf(kPat, kDana, BidDirection::kMadeByMe);
  for (const absl::Duration before : {-absl::Hours(1), absl::Hours(1)}) {
    writer.unit[1].left_at = bid.happened_at + before;
    EXPECT_TRUE(CheckLog(writer, bid, kNow).ok());
  }
}

TEST(CheckLog, TakesOneBidOnce) {
  BidWriter writer = Pat();
  const Bid bid = BidOf(kPat, kDana, BidDirection::kMadeByMe);
  writer.near = {bid};
  EXPECT_EQ(FieldOf(CheckLog(writer, bid, kNow)), "happened_at");
  Bid again = bid;
  again.reason = Sensitive<std::string>("thought of at the second tap");
  again.happened_at += kSameMoment;
  EXPECT_EQ(FieldOf(CheckLog(writer, again, kNow)), "happened_at");
  again.happened_at += absl::Microseconds(1);
  EXPECT_TRUE(CheckLog(writer, again, kNow).ok());
}

TEST(CheckLog, TakesTwoBidsOfOneMomentThatAreNotTheSame) {
  BidWriter writer = Pat();
  const Bid bid = BidOf(kPat, kDana, BidDirection::kMadeByMe);
  writer.near = {bid};
  Bid to_another = bid, made_to = bid, by_touch = bid, welcomed = bid;
  to_another.other = kSky;
  made_to.direction = BidDirection::kMadeToMe;
  by_touch.channel = BidChannel::kPhysical;
  welcomed.reply = BidReply::kWelcomed;
  for (const Bid& other : {to_another, made_to, by_touch, welcomed}) EXPECT_TRUE(CheckLog(writer, other, kNow).ok());
}

TEST(OnlyOther, IsWhoeverElseIsInTheUnitNow) {
  BidWriter writer = Pat();
  EXPECT_EQ(FieldOf(OnlyOther(writer).status()), "other");
  writer.unit[1].left_at = kNow;
  EXPECT_EQ(*OnlyOther(writer), kSky);
  writer.unit[2].left_at = kNow;
  EXPECT_EQ(FieldOf(OnlyOther(writer).status()), "other");
}

}  // namespace
}  // namespace adagio::intake
