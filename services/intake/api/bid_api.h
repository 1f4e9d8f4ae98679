#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "adagio/intake/v1/bids.pb.h"
#include "services/intake/store/bid_store.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/rpc/authorized.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::intake {

// What each method of BidService does. An entry wakes nobody: there is no event, and no other partner's answer depends
// on it. Safe from any thread.
class BidApi {
 public:
  struct Parts {
    UnitOfWork& units;
    const BidStore& store;
    const keys::Keyring& keys;
    const Clock& clock;
  };

  explicit BidApi(Parts parts) : parts_(parts) {}

  absl::StatusOr<v1::LogBidResponse> LogBid(const rpc::Authorized<v1::LogBidRequest>& call);
  absl::StatusOr<v1::ListOwnBidsResponse> ListOwnBids(const rpc::Authorized<v1::ListOwnBidsRequest>& call);
  absl::StatusOr<v1::ListBidsResponse> ListBids(const rpc::Authorized<v1::ListBidsRequest>& call);
  absl::StatusOr<v1::GetBidProfileResponse> GetBidProfile(const rpc::Authorized<v1::GetBidProfileRequest>& call);

 private:
  // The page of `bids` that `call` asks for.
  template <typename Response, typename Call>
  absl::StatusOr<Response> PageOf(const Call& call, const std::vector<SealedBid>& bids) const;

  const Parts parts_;
};

}  // namespace adagio::intake
