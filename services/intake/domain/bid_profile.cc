#include "services/intake/domain/bid_profile.h"

#include <algorithm>
#include <utility>

namespace adagio::intake {
namespace {

using Pair = std::pair<PartnerId, PartnerId>;  // maker, receiver

void Add(const Bid& bid, BidTelling& telling) {
  ++telling.bids;
  ++telling.counts[{bid.channel, bid.reply}];
  telling.first_happened_at = std::min(telling.first_happened_at.value_or(bid.happened_at), bid.happened_at);
  telling.last_happened_at = std::max(telling.last_happened_at.value_or(bid.happened_at), bid.happened_at);
}

BidPeriods UntilEitherLeft(const BidPeriods& periods, const BidMember& one, const BidMember& other) {
  BidPeriods both = periods;
  for (const std::optional<absl::Time>& left_at : {one.left_at, other.left_at}) {
    both = {Until(both.period, left_at), Until(both.earlier, left_at)};
  }
  return both;
}

std::vector<PairBids> PairsOf(const BidLog& log, const BidPeriods& periods) {
  std::map<Pair, PairBids> found;
  for (const Bid& bid : log.bids) {
    PairBids& pair = found[{bid.maker(), bid.receiver()}];
    BidTelling& telling = bid.partner == bid.maker() ? pair.by_maker : pair.by_receiver;
    if (periods.period.Holds(bid.happened_at)) Add(bid, telling);
    if (periods.earlier.Holds(bid.happened_at)) ++telling.earlier;
  }
  std::vector<PairBids> pairs;
  for (const BidMember& maker : log.unit) {
    for (const BidMember& receiver : log.unit) {
      const auto pair = found.find({maker.partner, receiver.partner});
      if (pair == found.end()) continue;
      pair->second.maker = maker.partner;
      pair->second.receiver = receiver.partner;
      pair->second.periods = UntilEitherLeft(periods, maker, receiver);
      pairs.push_back(std::move(pair->second));
    }
  }
  return pairs;
}

// The bids of `maker` to `receiver` that `teller` wrote down.
OneWay Counted(const BidLog& log, const BidPeriod& period, const PartnerId& teller, const PartnerId& maker,
               const PartnerId& receiver) {
  OneWay way;
  for (const Bid& bid : log.bids) {
    if (bid.partner != teller || bid.maker() != maker || bid.receiver() != receiver) continue;
    if (!period.Holds(bid.happened_at)) continue;
    ++way.bids;
    if (bid.reply == BidReply::kWelcomed) ++way.welcomed;
  }
  return way;
}

bool IsInUse(const BidLog& log, const BidPeriod& period, const PartnerId& teller) {
  return std::count_if(log.bids.begin(), log.bids.end(), [&](const Bid& bid) {
           return bid.partner == teller && period.Holds(bid.happened_at);
         }) >= kInUse;
}

// By what `of_one` wrote down of the one's bids and `of_other` of the other's.
TwoWays Told(const BidLog& log, const BidPeriods& periods, const Pair& pair, const PartnerId& of_one,
             const PartnerId& of_other) {
  const auto& [one, other] = pair;
  const auto from_before = [&](const PartnerId& teller) {
    const auto found = log.told_from.find(teller);
    return found != log.told_from.end() && found->second <= periods.period.starts_at;
  };
  TwoWays told{.one = Counted(log, periods.period, of_one, one, other),
               .other = Counted(log, periods.period, of_other, other, one),
               .earlier_one = Counted(log, periods.earlier, of_one, one, other),
               .earlier_other = Counted(log, periods.earlier, of_other, other, one),
               .from_before = from_before(of_one) && from_before(of_other)};
  const bool tells_both = told.one.bids + told.earlier_one.bids > 0 && told.other.bids + told.earlier_other.bids > 0;
  const auto in_use = [&](const BidPeriod& period) {
    return (of_one != of_other || tells_both) && IsInUse(log, period, of_one) && IsInUse(log, period, of_other);
  };
  told.in_use = in_use(periods.period);
  told.in_use_earlier = in_use(periods.earlier);
  return told;
}

PairPicture PictureOf(const BidLog& log, const BidPeriods& periods, const PartnerId& one, const PartnerId& other) {
  PairPicture picture{.one = one, .other = other};
  const auto read = [&](std::optional<PartnerId> teller) {
    PairReading reading{.teller = teller};
    reading.bids = Told(log, periods, {one, other}, teller.value_or(one), teller.value_or(other));
    reading.named = StageOf(reading.bids, periods.period, periods.earlier);
    picture.readings.push_back(std::move(reading));
  };
  read(std::nullopt);
  read(one);
  read(other);
  std::vector<NamedStage> named;
  for (const PairReading& reading : picture.readings) named.push_back(reading.named);
  picture.named = Agreed(named);
  return picture;
}

}  // namespace

int BidTelling::CountOf(BidReply reply) const {
  int count = 0;
  for (const auto& [kind, of_kind] : counts) {
    if (kind.second == reply) count += of_kind;
  }
  return count;
}

BidProfile Profile(const BidLog& log, const BidPeriods& periods) {
  BidProfile profile{.pairs = PairsOf(log, periods)};
  for (auto one = log.unit.begin(); one != log.unit.end(); ++one) {
    for (auto other = one + 1; other != log.unit.end(); ++other) {
      const BidPeriods both = UntilEitherLeft(periods, *one, *other);
      if (both.period.ends_at <= both.period.starts_at) continue;
      profile.pictures.push_back(PictureOf(log, both, one->partner, other->partner));
    }
  }
  return profile;
}

}  // namespace adagio::intake
