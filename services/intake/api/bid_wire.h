#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "adagio/intake/v1/bids.pb.h"
#include "services/intake/domain/bid.h"
#include "services/platform/foundation/scope.h"

// How bids look on the wire.
namespace adagio::intake {

v1::Bid ToWire(const Scope& scope, const Bid& bid);

// The caller's bid as the request says it: without its id and the time of the entry, and with what may be left unsaid
// beside it.
struct ToldBid {
  Bid bid;
  std::optional<PartnerId> other;
  std::optional<absl::Time> happened_at;
};
absl::StatusOr<ToldBid> FromWire(const Scope& scope, const v1::LogBidRequest& request);

}  // namespace adagio::intake
