#include "services/intake/domain/bid.h"

#include <algorithm>

#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

// Words are no part of it: they may have been thought of at the second tap.
bool IsSame(const Bid& one, const Bid& other) {
  return one.other == other.other && one.direction == other.direction && one.channel == other.channel &&
         one.reply == other.reply && absl::AbsDuration(one.happened_at - other.happened_at) <= kSameMoment;
}

}  // namespace

absl::StatusOr<PartnerId> OnlyOther(const BidWriter& writer) {
  std::optional<PartnerId> only;
  for (const BidMember& member : writer.unit) {
    if (member.partner == writer.partner || member.left_at.has_value()) continue;
    if (only.has_value()) return RefuseField("other", "must say which of the partners");
    only = member.partner;
  }
  if (!only.has_value()) return RefuseField("other", "must say who: nobody else is in the unit");
  return *only;
}

absl::Status CheckLog(const BidWriter& writer, const Bid& bid, absl::Time now) {
  const auto other = std::find_if(writer.unit.begin(), writer.unit.end(),
                                  [&](const BidMember& member) { return member.partner == bid.other; });
  if (other == writer.unit.end()) return Refuse(Reason::kResourceMissing, "no such partner in the unit");
  if (bid.other == writer.partner) return RefuseField("other", "must be another partner");
  if (bid.happened_at > now) return RefuseField("happened_at", "must not be in the future");
  if (bid.happened_at < now - kLongestMemory) return RefuseField("happened_at", "must be within two years");
  if (!writer.policy_acknowledged) {
    return Refuse(Reason::kPolicyUnacknowledged, "acknowledge the current confidence policy first");
  }
  for (const Bid& known : writer.near) {
    if (IsSame(known, bid)) return RefuseField("happened_at", "must not be that of a bid written down already");
  }
  return absl::OkStatus();
}

}  // namespace adagio::intake
