#include "services/intake/domain/bid_period.h"

#include <algorithm>

#include "absl/strings/string_view.h"
#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

absl::Status CheckLength(const BidPeriod& period, absl::string_view field) {
  const absl::Duration length = period.ends_at - period.starts_at;
  if (length < kShortestPeriod) return RefuseField(field, "must be a day or longer");
  if (length > kLongestPeriod) return RefuseField(field, "must be two years or shorter");
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<BidPeriods> PeriodsAt(absl::Time now, const std::optional<BidPeriod>& period,
                                     const std::optional<BidPeriod>& earlier) {
  BidPeriods periods;
  periods.period = period.value_or(BidPeriod{now - kUsualPeriod, now});
  RETURN_IF_ERROR(CheckLength(periods.period, "period"));
  if (periods.period.ends_at > now) return RefuseField("period", "must be over");
  const absl::Time begins = periods.period.starts_at;
  periods.earlier = earlier.value_or(BidPeriod{begins - (periods.period.ends_at - begins), begins});
  RETURN_IF_ERROR(CheckLength(periods.earlier, "earlier"));
  if (periods.earlier.ends_at > begins) return RefuseField("earlier", "must be over before the period begins");
  return periods;
}

BidPeriod Until(const BidPeriod& period, const std::optional<absl::Time>& left_at) {
  if (!left_at.has_value()) return period;
  return {period.starts_at, std::clamp(*left_at, period.starts_at, period.ends_at)};
}

}  // namespace adagio::intake
