#include "services/intake/api/bid_wire.h"

#include "services/intake/api/wire.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::intake {
namespace {

// The numbers of the domain are those of the contract.
v1::BidDirection ToWire(BidDirection direction) { return static_cast<v1::BidDirection>(direction); }
v1::BidChannel ToWire(BidChannel channel) { return static_cast<v1::BidChannel>(channel); }
v1::BidReply ToWire(BidReply reply) { return static_cast<v1::BidReply>(reply); }

static_assert(v1::BID_DIRECTION_MADE_BY_ME == static_cast<int>(BidDirection::kMadeByMe));
static_assert(v1::BID_DIRECTION_MADE_TO_ME == static_cast<int>(BidDirection::kMadeToMe));
static_assert(v1::BID_CHANNEL_VERBAL == static_cast<int>(BidChannel::kVerbal));
static_assert(v1::BID_CHANNEL_PHYSICAL == static_cast<int>(BidChannel::kPhysical));
static_assert(v1::BID_CHANNEL_EMOTIONAL == static_cast<int>(BidChannel::kEmotional));
static_assert(v1::BID_REPLY_WELCOMED == static_cast<int>(BidReply::kWelcomed));
static_assert(v1::BID_REPLY_DEFERRED == static_cast<int>(BidReply::kDeferred));
static_assert(v1::BID_REPLY_DECLINED_IN_WORDS == static_cast<int>(BidReply::kDeclinedInWords));
static_assert(v1::BID_REPLY_DECLINED_BY_MOVING_AWAY == static_cast<int>(BidReply::kDeclinedByMovingAway));
static_assert(v1::BID_REPLY_UNNOTICED == static_cast<int>(BidReply::kUnnoticed));

}  // namespace

v1::Bid ToWire(const Scope& scope, const Bid& bid) {
  v1::Bid wire;
  wire.set_name(rpc::NameInUnit(scope.practice(), scope.unit(), "bids", bid.id));
  wire.set_partner(rpc::PartnerName(scope.practice(), scope.unit(), bid.partner));
  wire.set_other(rpc::PartnerName(scope.practice(), scope.unit(), bid.other));
  wire.set_direction(ToWire(bid.direction));
  wire.set_channel(ToWire(bid.channel));
  wire.set_reply(ToWire(bid.reply));
  wire.set_reason(bid.reason.Read(Reveal::kToAnswer));
  wire.set_impact(bid.impact.Read(Reveal::kToAnswer));
  *wire.mutable_happened_at() = ToWire(bid.happened_at);
  *wire.mutable_logged_at() = ToWire(bid.logged_at);
  return wire;
}

absl::StatusOr<ToldBid> FromWire(const Scope& scope, const v1::LogBidRequest& request) {
  ToldBid told;
  if (!request.other().empty()) {
    ASSIGN_OR_RETURN(const rpc::ResourceName other, rpc::ResourceName::Parse(request.other(), rpc::kPartnerShape));
    told.other = other.id<PartnerId>();
  }
  if (request.has_happened_at()) told.happened_at = TimeFrom(request.happened_at());
  told.bid.partner = scope.principal().partner();
  // The door has let no number pass that the contract does not know.
  told.bid.direction = static_cast<BidDirection>(request.direction());
  told.bid.channel = static_cast<BidChannel>(request.channel());
  told.bid.reply = static_cast<BidReply>(request.reply());
  told.bid.reason = Sensitive(request.reason());
  told.bid.impact = Sensitive(request.impact());
  return told;
}

}  // namespace adagio::intake
