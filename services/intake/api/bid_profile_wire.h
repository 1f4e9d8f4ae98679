#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "adagio/intake/v1/bids.pb.h"
#include "services/intake/domain/bid_profile.h"
#include "services/platform/foundation/scope.h"

// How the picture of a unit's bids looks on the wire.
namespace adagio::intake {

v1::GetBidProfileResponse ToWire(const Scope& scope, const BidPeriods& periods, const BidProfile& profile);

// The periods that the request means at `now`. INVALID_ARGUMENT as of PeriodsAt.
absl::StatusOr<BidPeriods> FromWire(const v1::GetBidProfileRequest& request, absl::Time now);

}  // namespace adagio::intake
