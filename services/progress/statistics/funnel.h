#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"

// Where a share lies among what chance alone would give: a funnel plot (Spiegelhalter 2005, Stat Med 24:1185-1202). It
// says "within", "above" or "below" of each; it puts nobody in an order.
namespace adagio::progress {

// Fewer people than this are compared with nobody (policy; scoring.md).
inline constexpr int64_t kFewestToCompare = 30;

// So many people out of so many.
struct Proportion {
  int64_t count = 0;
  int64_t of = 0;
  double design_effect = 1;  // of their clustering in units: clusters.h
};

struct Limits {
  double low = 0;
  double high = 1;
};

struct FunnelLimits {
  Limits at95;
  Limits at998;  // 99.8 %
};

// Exact binomial limits around `target` for a share of `of` people, interpolated: (r − a)/of with r = qbinom(p) and
// a = (F(r) − p)/f(r), clipped to 0 … 1; between two whole numbers of people in proportion. of ≥ 1, 0 ≤ target ≤ 1.
FunnelLimits BinomialLimits(double of, double target);

// The limits above do not mirror: (r − a)/of reaches its chance from above on the low side and from below on the high
// side, where r people of the expected 2.5 % are already beyond it (4 of 30 at a target of 5 %, which 6 % of fair draws
// reach). So a share counts as above only when it is one person's step, 1/of, farther out than the limit drawn: then
// either side is as rare as it says.
enum class FunnelPosition {
  kFarBelow,  // beyond the 99.8 % limits
  kBelow,     // beyond the 95 % limits
  kWithin,
  kAbove,
  kFarAbove,
};

// One reading of a share: its limits and where it lies; no position with fewer than kFewestToCompare people.
struct FunnelReading {
  FunnelLimits limits;
  std::optional<FunnelPosition> position;
};

struct FunnelPoint {
  double share = 0;
  FunnelReading plain;      // as if everybody were a stranger to everybody
  FunnelReading clustered;  // of / design_effect people in place of `of`
};

// phi: how much wider than chance the shares spread, the mean of z² with z = (share − target)/√(target(1 − target)/of)
// winsorised at its 10 % and 90 % (type 7 quantiles). Limits are drawn √phi times as far from the target where phi > 1,
// and it is never less than 1. A reader should be told when it is above 2.
struct Funnel {
  double target = 0;  // the share of all
  double phi_plain = 1;
  double phi_clustered = 1;
  std::vector<FunnelPoint> points;  // in the order given
};

// FIELD_INVALID without anybody, where a count is not between 0 and `of`, `of` is below 1, or a design effect is not
// between 1 and `of`.
absl::Status CheckProportions(absl::Span<const Proportion> proportions);

// FIELD_INVALID as of CheckProportions.
absl::StatusOr<Funnel> FunnelOf(absl::Span<const Proportion> proportions);

}  // namespace adagio::progress
