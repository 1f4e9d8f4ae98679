#include "services/progress/api/comparison_wire.h"

namespace adagio::progress {
namespace {

v1::Interval IntervalOf(double low, double high) {
  v1::Interval wire;
  wire.set_low(low);
  wire.set_high(high);
  return wire;
}

v1::Interval ToWire(const Estimate& estimate) { return IntervalOf(estimate.low, estimate.high); }

v1::FunnelPosition ToWire(FunnelPosition position) {
  switch (position) {
    case FunnelPosition::kFarBelow:
      return v1::FUNNEL_POSITION_FAR_BELOW;
    case FunnelPosition::kBelow:
      return v1::FUNNEL_POSITION_BELOW;
    case FunnelPosition::kWithin:
      return v1::FUNNEL_POSITION_WITHIN;
    case FunnelPosition::kAbove:
      return v1::FUNNEL_POSITION_ABOVE;
    case FunnelPosition::kFarAbove:
      return v1::FUNNEL_POSITION_FAR_ABOVE;
  }
  return v1::FUNNEL_POSITION_UNSPECIFIED;
}

// Without limits where there are too few to compare: they would be a comparison.
v1::FunnelReading ToWire(const FunnelReading& reading, double phi) {
  v1::FunnelReading wire;
  wire.set_overdispersion(phi);
  wire.set_position(v1::FUNNEL_POSITION_TOO_FEW);
  if (!reading.position.has_value()) return wire;
  wire.set_position(ToWire(*reading.position));
  *wire.mutable_at95() = IntervalOf(reading.limits.at95.low, reading.limits.at95.high);
  *wire.mutable_at998() = IntervalOf(reading.limits.at998.low, reading.limits.at998.high);
  return wire;
}

}  // namespace

v1::EffectSize ToWire(const GroupEffect& effect) {
  v1::EffectSize wire;
  wire.set_pairs(static_cast<int32_t>(effect.pairs));
  wire.set_value(effect.plain.value);
  *wire.mutable_plain() = ToWire(effect.plain);
  *wire.mutable_clustered() = ToWire(effect.clustered);
  if (effect.shrunk.has_value()) {
    wire.set_shrunk(effect.shrunk->value);
    *wire.mutable_shrunk_interval() = ToWire(*effect.shrunk);
  }
  return wire;
}

v1::FunnelPlace ToWire(const GroupShare& share) {
  v1::FunnelPlace wire;
  wire.set_better(static_cast<int32_t>(share.better.count));
  wire.set_judged(static_cast<int32_t>(share.better.of));
  wire.set_target(share.place->target);
  *wire.mutable_plain() = ToWire(share.place->point.plain, share.place->phi_plain);
  *wire.mutable_clustered() = ToWire(share.place->point.clustered, share.place->phi_clustered);
  return wire;
}

}  // namespace adagio::progress
