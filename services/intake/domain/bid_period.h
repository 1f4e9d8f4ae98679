#pragma once

#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace adagio::intake {

// A stretch of time, from just after its beginning until its end: what happens now is in a period that ends now.
struct BidPeriod {
  absl::Time starts_at;
  absl::Time ends_at;

  bool Holds(absl::Time at) const { return starts_at < at && at <= ends_at; }
  double weeks() const { return absl::FDivDuration(ends_at - starts_at, absl::Hours(7 * 24)); }
};

// A period and the one it is compared with.
struct BidPeriods {
  BidPeriod period;
  BidPeriod earlier;
};

// What is described where no period is named. Status: policy, unverified: of rare bids, eight weeks are the least that
// tell "rarely" from "not often" (see pair_stage.h).
inline constexpr absl::Duration kUsualPeriod = absl::Hours(8 * 7 * 24);
// A rate of less says more about the hour than about the two. Status: policy, unverified.
inline constexpr absl::Duration kShortestPeriod = absl::Hours(24);
inline constexpr absl::Duration kLongestPeriod = absl::Hours(24 * 731);

// The periods meant at `now`. Without `period` the kUsualPeriod until now; without `earlier` as long a one, right
// before. INVALID_ARGUMENT for a period that is empty, shorter or longer than these, or not over at `now`, and for an
// earlier one that overlaps it.
absl::StatusOr<BidPeriods> PeriodsAt(absl::Time now, const std::optional<BidPeriod>& period,
                                     const std::optional<BidPeriod>& earlier);

// Until `left_at`, where somebody left. Empty (ends where it starts) where they left before it begins.
BidPeriod Until(const BidPeriod& period, const std::optional<absl::Time>& left_at);

}  // namespace adagio::intake
