#pragma once

#include "absl/status/statusor.h"
#include "adagio/intake/v1/bids.pb.h"
#include "services/intake/domain/bid.h"
#include "services/intake/domain/bid_profile.h"
#include "services/platform/foundation/scope.h"

// How bids look on the wire.
namespace adagio::intake {

v1::Bid ToWire(const Scope& scope, const Bid& bid);
v1::PairBids ToWire(const Scope& scope, const PairBids& pair);

// The caller's bid, without its id and the time of the entry.
absl::StatusOr<Bid> FromWire(const Scope& scope, const v1::LogBidRequest& request);

}  // namespace adagio::intake
