#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/foundation/sensitive.h"

namespace adagio::intake {

using BidId = Id<struct BidKind>;

// The numbers are stored.
enum class BidDirection { kMadeByMe = 1, kMadeToMe = 2 };
enum class BidChannel { kVerbal = 1, kPhysical = 2, kEmotional = 3 };
enum class BidReply { kWelcomed = 1, kDeferred = 2, kDeclinedInWords = 3, kDeclinedByMovingAway = 4, kUnnoticed = 5 };

// How far back a bid may lie. Status: policy, unverified. What is older is told in the questionnaire.
inline constexpr absl::Duration kLongestMemory = absl::Hours(24 * 731);
// Two entries of one writer that say the same of moments not farther apart are one bid, tapped twice. Status: policy,
// unverified.
inline constexpr absl::Duration kSameMoment = absl::Seconds(10);

// One bid for closeness, as one partner wrote it down alone.
struct Bid {
  BidId id;
  PartnerId partner;  // who wrote it down
  PartnerId other;    // with whom it was
  BidDirection direction = BidDirection::kMadeByMe;
  BidChannel channel = BidChannel::kVerbal;
  BidReply reply = BidReply::kWelcomed;
  Sensitive<std::string> reason;  // behind the reply, as the writer takes it; may be empty
  Sensitive<std::string> impact;  // on the writer; may be empty
  absl::Time happened_at;         // from memory
  absl::Time logged_at;

  const PartnerId& maker() const { return direction == BidDirection::kMadeByMe ? partner : other; }
  const PartnerId& receiver() const { return direction == BidDirection::kMadeByMe ? other : partner; }
};

// Somebody who is or was a partner of the unit.
struct BidMember {
  PartnerId partner;
  std::optional<absl::Time> left_at;
};

// What decides whether a partner may write a bid down.
struct BidWriter {
  PartnerId partner;
  bool policy_acknowledged = false;  // the current version, by this partner
  std::vector<BidMember> unit;       // in the order in which they came
  std::vector<Bid> near;             // what this partner wrote down of moments within kSameMoment of the bid's
};

// The one other partner who is in the unit. INVALID_ARGUMENT where there are more, or none: then `other` must be named.
absl::StatusOr<PartnerId> OnlyOther(const BidWriter& writer);

// Whether `bid` may be written down at `now`. NOT_FOUND/RESOURCE_MISSING where the unit never had the other partner.
// INVALID_ARGUMENT for a bid with oneself, of the future, older than kLongestMemory, or written down already; one with
// who has left is taken whenever it was, for a refusal would tell when they left.
// FAILED_PRECONDITION/POLICY_UNACKNOWLEDGED before the current policy is acknowledged.
absl::Status CheckLog(const BidWriter& writer, const Bid& bid, absl::Time now);

}  // namespace adagio::intake
