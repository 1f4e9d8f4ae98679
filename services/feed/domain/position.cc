#include "services/feed/domain/position.h"

namespace adagio::feed {

Standing StandingOf(int64_t position, const Extent& extent) {
  if (position > extent.last) return Standing::kFromTheFuture;
  return position < extent.forgotten ? Standing::kExpired : Standing::kGood;
}

absl::Time MinuteOf(absl::Time at) { return absl::UnixEpoch() + absl::Floor(at - absl::UnixEpoch(), absl::Minutes(1)); }

}  // namespace adagio::feed
