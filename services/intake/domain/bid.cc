#include "services/intake/domain/bid.h"

#include <algorithm>

#include "services/platform/foundation/status.h"

namespace adagio::intake {

absl::Status CheckLog(const BidWriter& writer, const Bid& bid, absl::Time now) {
  if (std::find(writer.unit.begin(), writer.unit.end(), bid.other) == writer.unit.end()) {
    return Refuse(Reason::kResourceMissing, "no such partner in the unit");
  }
  if (bid.other == writer.partner) return RefuseField("other", "must be another partner");
  if (bid.happened_at > now) return RefuseField("happened_at", "must not be in the future");
  if (bid.happened_at < now - kLongestMemory) return RefuseField("happened_at", "must be within two years");
  if (!writer.policy_acknowledged) {
    return Refuse(Reason::kPolicyUnacknowledged, "acknowledge the current confidence policy first");
  }
  return absl::OkStatus();
}

}  // namespace adagio::intake
