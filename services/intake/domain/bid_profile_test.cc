#include "services/intake/domain/bid_profile.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

namespace adagio::intake {
namespace {

template <typename IdType>
IdType Numbered(char number) {
  return IdType(Uuid::FromBytes(std::string(15, '\0') + number));
}

// By their ids in another order than they came.
const PartnerId kPat = Numbered<PartnerId>(9);
const PartnerId kDana = Numbered<PartnerId>(2);
const PartnerId kSky = Numbered<PartnerId>(3);
const absl::Time kNow = absl::FromUnixSeconds(1'772'481'600);
constexpr absl::Duration kDay = absl::Hours(24);
const BidPeriods kPeriods = {{kNow - 56 * kDay, kNow}, {kNow - 112 * kDay, kNow - 56 * kDay}};

Bid BidOf(const PartnerId& partner, const PartnerId& other, BidDirection direction,
          BidChannel channel = BidChannel::kVerbal, BidReply reply = BidReply::kDeferred, int days_ago = 3) {
  Bid bid;
  bid.partner = partner;
  bid.other = other;
  bid.direction = direction;
  bid.channel = channel;
  bid.reply = reply;
  bid.happened_at = kNow - days_ago * kDay;
  return bid;
}

BidLog LogOf(std::vector<Bid> bids) {
  BidLog log{.unit = {{kPat, {}}, {kDana, {}}, {kSky, {}}}, .bids = std::move(bids)};
  for (const Bid& bid : log.bids) {
    const auto [found, is_first] = log.told_from.emplace(bid.partner, bid.happened_at);
    if (!is_first) found->second = std::min(found->second, bid.happened_at);
  }
  return log;
}

// `partner` writes down as many bids to `other`, or of them, `days_ago` and each some hours earlier.
void Repeat(BidLog& log, const PartnerId& partner, const PartnerId& other, int times, BidReply reply, int days_ago,
            BidDirection direction = BidDirection::kMadeByMe) {
  for (int i = 0; i < times; ++i) {
    Bid bid = BidOf(partner, other, direction, BidChannel::kPhysical, reply, days_ago);
    bid.happened_at -= i * absl::Hours(3);
    log.bids.push_back(bid);
  }
}

const PairPicture& Between(const BidProfile& profile, const PartnerId& one, const PartnerId& other) {
  for (const PairPicture& picture : profile.pictures) {
    if (picture.one == one && picture.other == other) return picture;
  }
  ADD_FAILURE() << "no such pair";
  static const PairPicture none;
  return none;
}

TEST(Profile, KeepsTheTwoTellingsOfTheSameBidsApart) {
  const BidProfile profile = Profile(LogOf({
                                         BidOf(kPat, kDana, BidDirection::kMadeByMe),
                                         BidOf(kPat, kDana, BidDirection::kMadeByMe),
                                         BidOf(kDana, kPat, BidDirection::kMadeToMe),
                                     }),
                                     kPeriods);
  ASSERT_EQ(profile.pairs.size(), 1u);
  EXPECT_EQ(profile.pairs[0].maker, kPat);
  EXPECT_EQ(profile.pairs[0].receiver, kDana);
  EXPECT_EQ(profile.pairs[0].by_maker.bids, 2);
  EXPECT_EQ(profile.pairs[0].by_receiver.bids, 1);
  const PairPicture& picture = Between(profile, kPat, kDana);
  ASSERT_EQ(picture.readings.size(), 3u);
  EXPECT_EQ(picture.readings[0].bids.one.bids, 2) << "of each one's own bids";
  EXPECT_EQ(picture.readings[1].bids.one.bids, 2) << "as Pat tells";
  EXPECT_EQ(picture.readings[2].bids.one.bids, 1) << "as Dana tells";
}

TEST(Profile, HasAnEntryForEachDirectionOfEachPairThatOccursAndAPictureOfEachPair) {
  const BidProfile profile = Profile(LogOf({
                                         BidOf(kPat, kDana, BidDirection::kMadeByMe),
                                         BidOf(kPat, kDana, BidDirection::kMadeToMe),
                                         BidOf(kDana, kSky, BidDirection::kMadeByMe),
                                     }),
                                     kPeriods);
  std::vector<std::pair<PartnerId, PartnerId>> found;
  for (const PairBids& pair : profile.pairs) found.emplace_back(pair.maker, pair.receiver);
  EXPECT_EQ(found, (std::vector<std::pair<PartnerId, PartnerId>>{{kPat, kDana}, {kDana, kPat}, {kDana, kSky}}));
  EXPECT_EQ(profile.pictures.size(), 3u);
  for (const PairPicture& picture : profile.pictures) EXPECT_EQ(picture.named, NamedStage());
  EXPECT_TRUE(Profile(LogOf({}), kPeriods).pairs.empty());
}

TEST(Profile, CountsByChannelAndReplyWhatHappenedInEachPeriod) {
  const BidProfile profile =
      Profile(LogOf({
                  BidOf(kPat, kDana, BidDirection::kMadeByMe, BidChannel::kPhysical, BidReply::kDeferred, 5),
                  BidOf(kPat, kDana, BidDirection::kMadeByMe, BidChannel::kVerbal, BidReply::kDeferred, 9),
                  BidOf(kPat, kDana, BidDirection::kMadeByMe, BidChannel::kVerbal, BidReply::kWelcomed, 1),
                  BidOf(kPat, kDana, BidDirection::kMadeByMe, BidChannel::kVerbal, BidReply::kWelcomed, 56),
                  BidOf(kPat, kDana, BidDirection::kMadeByMe, BidChannel::kVerbal, BidReply::kWelcomed, 112),
              }),
              kPeriods);
  ASSERT_EQ(profile.pairs.size(), 1u);
  const BidTelling& told = profile.pairs[0].by_maker;
  EXPECT_EQ(told.bids, 3);
  EXPECT_EQ(told.earlier, 1) << "a moment where two periods meet is in the earlier one, and a beginning in none";
  EXPECT_EQ(told.counts.at({BidChannel::kPhysical, BidReply::kDeferred}), 1);
  EXPECT_EQ(told.CountOf(BidReply::kDeferred), 2);
  EXPECT_EQ(told.CountOf(BidReply::kWelcomed), 1);
  EXPECT_EQ(told.CountOf(BidReply::kUnnoticed), 0);
  EXPECT_EQ(told.first_happened_at, kNow - 9 * kDay);
  EXPECT_EQ(told.last_happened_at, kNow - kDay);
  EXPECT_EQ(profile.pairs[0].by_receiver.first_happened_at, std::nullopt);
}

TEST(Profile, RolesDifferPairByPair) {
  BidLog log = LogOf({});
  Repeat(log, kPat, kDana, 15, BidReply::kDeclinedInWords, 3);
  Repeat(log, kDana, kSky, 15, BidReply::kUnnoticed, 3);
  Repeat(log, kDana, kPat, 3, BidReply::kWelcomed, 3);
  Repeat(log, kPat, kSky, 10, BidReply::kWelcomed, 3);
  Repeat(log, kSky, kPat, 10, BidReply::kWelcomed, 3);
  const BidProfile profile = Profile(log, kPeriods);
  EXPECT_EQ(Between(profile, kPat, kDana).named, (NamedStage{BidStage::kPursueDistance, Side::kOne}));
  EXPECT_EQ(Between(profile, kDana, kSky).named, (NamedStage{BidStage::kPursueDistance, Side::kOne}));
  EXPECT_EQ(Between(profile, kPat, kSky).named, (NamedStage{BidStage::kBalanced, std::nullopt}));
}

TEST(Profile, WhoNeverOpensTheLogIsNotComparedByTheirOwnBids) {
  BidLog log = LogOf({});
  Repeat(log, kPat, kDana, 15, BidReply::kDeclinedInWords, 3);
  Repeat(log, kPat, kDana, 1, BidReply::kWelcomed, 3, BidDirection::kMadeToMe);
  const PairPicture picture = Between(Profile(log, kPeriods), kPat, kDana);
  EXPECT_EQ(picture.readings[0].named.stage, BidStage::kTooLittleData);
  EXPECT_EQ(picture.readings[1].named.stage, BidStage::kPursueDistance) << "as Pat alone tells";
  EXPECT_EQ(picture.named.stage, BidStage::kPursueDistance);
}

TEST(Profile, WhoWritesDownOnlyWhatTheyDidThemselvesTellsNotOfTheOther) {
  BidLog log = LogOf({});
  Repeat(log, kPat, kDana, 15, BidReply::kWelcomed, 3);
  Repeat(log, kDana, kPat, 15, BidReply::kWelcomed, 3);
  const PairPicture picture = Between(Profile(log, kPeriods), kPat, kDana);
  EXPECT_EQ(picture.readings[1].named.stage, BidStage::kTooLittleData);
  EXPECT_EQ(picture.readings[2].named.stage, BidStage::kTooLittleData);
  EXPECT_EQ(picture.named.stage, BidStage::kBalanced);
}

TEST(Profile, TellingsThatNameDifferentStagesAreUnclear) {
  BidLog log = LogOf({});
  Repeat(log, kPat, kDana, 15, BidReply::kDeclinedInWords, 3);
  Repeat(log, kPat, kDana, 1, BidReply::kWelcomed, 3, BidDirection::kMadeToMe);
  Repeat(log, kDana, kPat, 15, BidReply::kUnnoticed, 3);
  Repeat(log, kDana, kPat, 1, BidReply::kWelcomed, 3, BidDirection::kMadeToMe);
  const PairPicture picture = Between(Profile(log, kPeriods), kPat, kDana);
  EXPECT_EQ(picture.readings[1].named, (NamedStage{BidStage::kPursueDistance, Side::kOne})) << "as Pat tells";
  EXPECT_EQ(picture.readings[2].named, (NamedStage{BidStage::kPursueDistance, Side::kOther})) << "as Dana tells";
  EXPECT_EQ(picture.named, (NamedStage{BidStage::kUnclear, std::nullopt}));
}

TEST(Profile, OfWhoLeftThePeriodEndsThere) {
  BidLog log = LogOf({});
  log.unit[2].left_at = kNow - 28 * kDay;
  Repeat(log, kPat, kSky, 4, BidReply::kWelcomed, 40);
  const BidProfile profile = Profile(log, kPeriods);
  ASSERT_EQ(profile.pairs.size(), 1u);
  EXPECT_EQ(profile.pairs[0].periods.period.ends_at, kNow - 28 * kDay);
  EXPECT_EQ(profile.pictures.size(), 3u);
  log.unit[2].left_at = kNow - 60 * kDay;
  EXPECT_EQ(Profile(log, kPeriods).pictures.size(), 1u) << "gone before it began";
}

}  // namespace
}  // namespace adagio::intake
