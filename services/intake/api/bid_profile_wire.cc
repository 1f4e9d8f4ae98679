#include "services/intake/api/bid_profile_wire.h"

#include <optional>

#include "services/intake/api/wire.h"
#include "services/intake/domain/bid_figures.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::intake {
namespace {

// The numbers of the domain are those of the contract.
v1::BidStage ToWire(BidStage stage) { return static_cast<v1::BidStage>(stage); }

static_assert(v1::BID_STAGE_TOO_LITTLE_DATA == static_cast<int>(BidStage::kTooLittleData));
static_assert(v1::BID_STAGE_BALANCED == static_cast<int>(BidStage::kBalanced));
static_assert(v1::BID_STAGE_PURSUE_DISTANCE == static_cast<int>(BidStage::kPursueDistance));
static_assert(v1::BID_STAGE_PURSUER_WITHDRAWING == static_cast<int>(BidStage::kPursuerWithdrawing));
static_assert(v1::BID_STAGE_MUTUAL_AVOIDANCE == static_cast<int>(BidStage::kMutualAvoidance));
static_assert(v1::BID_STAGE_UNCLEAR == static_cast<int>(BidStage::kUnclear));

v1::BidPeriod ToWire(const BidPeriod& period) {
  v1::BidPeriod wire;
  *wire.mutable_starts_at() = intake::ToWire(period.starts_at);
  *wire.mutable_ends_at() = intake::ToWire(period.ends_at);
  return wire;
}

v1::BidFigure ToWire(const BidFigure& figure) {
  v1::BidFigure wire;
  wire.set_value(figure.value);
  wire.set_low(figure.low);
  wire.set_high(figure.high);
  return wire;
}

void SayReplies(const BidTelling& telling, v1::BidTelling& wire) {
  if (telling.bids == 0) return;
  for (const BidReply reply : {BidReply::kWelcomed, BidReply::kDeferred, BidReply::kDeclinedInWords,
                               BidReply::kDeclinedByMovingAway, BidReply::kUnnoticed}) {
    v1::ReplyShare& share = *wire.add_replies();
    share.set_reply(static_cast<v1::BidReply>(reply));
    share.set_count(telling.CountOf(reply));
    *share.mutable_share() = ToWire(ShareOf(telling.CountOf(reply), telling.bids));
  }
}

// Who left before a period began has no rate in it.
void SayRates(const BidTelling& telling, const BidPeriods& periods, v1::BidTelling& wire) {
  if (!(periods.period.weeks() > 0)) return;
  *wire.mutable_rate_per_week() = ToWire(RateOf(telling.bids, periods.period));
  const std::optional<BidFigure> ratio = RateRatioOf(telling.bids, periods.period, telling.earlier, periods.earlier);
  if (ratio.has_value()) *wire.mutable_rate_ratio() = ToWire(*ratio);
}

v1::BidTelling ToWire(const BidTelling& telling, const BidPeriods& periods) {
  v1::BidTelling wire;
  wire.set_bids(telling.bids);
  wire.set_bids_earlier(telling.earlier);
  for (const auto& [kind, count] : telling.counts) {
    v1::BidCount& counted = *wire.add_counts();
    counted.set_channel(static_cast<v1::BidChannel>(kind.first));
    counted.set_reply(static_cast<v1::BidReply>(kind.second));
    counted.set_count(count);
  }
  if (telling.first_happened_at.has_value())
    *wire.mutable_first_happened_at() = intake::ToWire(*telling.first_happened_at);
  if (telling.last_happened_at.has_value())
    *wire.mutable_last_happened_at() = intake::ToWire(*telling.last_happened_at);
  SayReplies(telling, wire);
  SayRates(telling, periods, wire);
  return wire;
}

v1::PairBids ToWire(const Scope& scope, const PairBids& pair) {
  v1::PairBids wire;
  wire.set_maker(rpc::PartnerName(scope.practice(), scope.unit(), pair.maker));
  wire.set_receiver(rpc::PartnerName(scope.practice(), scope.unit(), pair.receiver));
  *wire.mutable_by_maker() = ToWire(pair.by_maker, pair.periods);
  *wire.mutable_by_receiver() = ToWire(pair.by_receiver, pair.periods);
  return wire;
}

v1::PairPicture ToWire(const Scope& scope, const PairPicture& picture) {
  const std::string one = rpc::PartnerName(scope.practice(), scope.unit(), picture.one);
  const std::string other = rpc::PartnerName(scope.practice(), scope.unit(), picture.other);
  const auto name_of = [&](Side side) { return side == Side::kOne ? one : other; };
  v1::PairPicture wire;
  wire.set_one(one);
  wire.set_other(other);
  for (const PairReading& reading : picture.readings) {
    v1::BidReading& read = *wire.add_readings();
    if (reading.teller.has_value()) read.set_teller(*reading.teller == picture.one ? one : other);
    read.set_bids_of_one(reading.bids.one.bids);
    read.set_bids_of_other(reading.bids.other.bids);
    const std::optional<BidFigure> asymmetry = AsymmetryOf(reading.bids.one.bids, reading.bids.other.bids);
    if (asymmetry.has_value()) *read.mutable_asymmetry() = ToWire(*asymmetry);
    read.set_stage(ToWire(reading.named.stage));
    if (reading.named.pursuer.has_value()) read.set_pursuer(name_of(*reading.named.pursuer));
  }
  wire.set_stage(ToWire(picture.named.stage));
  if (!picture.named.pursuer.has_value()) return wire;
  wire.set_pursuer(name_of(*picture.named.pursuer));
  wire.set_distancer(name_of(*picture.named.pursuer == Side::kOne ? Side::kOther : Side::kOne));
  return wire;
}

BidPeriod PeriodFrom(const v1::BidPeriod& wire) { return {TimeFrom(wire.starts_at()), TimeFrom(wire.ends_at())}; }

}  // namespace

v1::GetBidProfileResponse ToWire(const Scope& scope, const BidPeriods& periods, const BidProfile& profile) {
  v1::GetBidProfileResponse response;
  *response.mutable_period() = ToWire(periods.period);
  *response.mutable_earlier() = ToWire(periods.earlier);
  for (const PairBids& pair : profile.pairs) *response.add_pairs() = ToWire(scope, pair);
  for (const PairPicture& picture : profile.pictures) *response.add_pictures() = ToWire(scope, picture);
  return response;
}

absl::StatusOr<BidPeriods> FromWire(const v1::GetBidProfileRequest& request, absl::Time now) {
  std::optional<BidPeriod> period, earlier;
  if (request.has_period()) period = PeriodFrom(request.period());
  if (request.has_earlier()) earlier = PeriodFrom(request.earlier());
  return PeriodsAt(now, period, earlier);
}

}  // namespace adagio::intake
