#include "services/intake/domain/bid_profile.h"

#include <algorithm>

namespace adagio::intake {
namespace {

void Add(const Bid& bid, BidTelling& telling) {
  ++telling.bids;
  ++telling.counts[{bid.channel, bid.reply}];
  telling.first_happened_at = std::min(telling.first_happened_at.value_or(bid.happened_at), bid.happened_at);
  telling.last_happened_at = std::max(telling.last_happened_at.value_or(bid.happened_at), bid.happened_at);
}

}  // namespace

std::vector<PairBids> Profile(absl::Span<const Bid> bids) {
  std::map<std::pair<PartnerId, PartnerId>, PairBids> pairs;
  for (const Bid& bid : bids) {
    PairBids& pair = pairs[{bid.maker(), bid.receiver()}];
    pair.maker = bid.maker();
    pair.receiver = bid.receiver();
    Add(bid, bid.partner == pair.maker ? pair.by_maker : pair.by_receiver);
  }
  std::vector<PairBids> profile;
  for (auto& [key, pair] : pairs) profile.push_back(std::move(pair));
  return profile;
}

}  // namespace adagio::intake
