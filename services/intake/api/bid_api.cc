#include "services/intake/api/bid_api.h"

#include "services/intake/api/bid_profile_wire.h"
#include "services/intake/api/bid_wire.h"
#include "services/platform/foundation/status.h"
#include "services/platform/keys/page.h"

namespace adagio::intake {

absl::StatusOr<v1::LogBidResponse> BidApi::LogBid(const rpc::Authorized<v1::LogBidRequest>& call) {
  using Response = v1::LogBidResponse;
  ASSIGN_OR_RETURN(const ToldBid told, FromWire(call.scope(), call.request()));
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    Bid bid = told.bid;
    bid.id = BidId(work.NewUuid());
    bid.logged_at = work.now();
    bid.happened_at = told.happened_at.value_or(work.now());
    ASSIGN_OR_RETURN(const BidWriter writer, parts_.store.LoadWriter(work, bid.happened_at));
    if (told.other.has_value()) {
      bid.other = *told.other;
    } else {
      ASSIGN_OR_RETURN(bid.other, OnlyOther(writer));
    }
    RETURN_IF_ERROR(CheckLog(writer, bid, work.now()));
    RETURN_IF_ERROR(parts_.store.Add(work, bid));
    Response response;
    *response.mutable_bid() = ToWire(work.scope(), bid);
    return response;
  });
}

absl::StatusOr<v1::ListOwnBidsResponse> BidApi::ListOwnBids(const rpc::Authorized<v1::ListOwnBidsRequest>& call) {
  ASSIGN_OR_RETURN(const std::vector<SealedBid> own, parts_.store.ReadOf(call.scope(), call.caller().partner()));
  return PageOf<v1::ListOwnBidsResponse>(call, own);
}

absl::StatusOr<v1::ListBidsResponse> BidApi::ListBids(const rpc::Authorized<v1::ListBidsRequest>& call) {
  ASSIGN_OR_RETURN(const std::vector<SealedBid> all, parts_.store.ReadAll(call.scope()));
  return PageOf<v1::ListBidsResponse>(call, all);
}

absl::StatusOr<v1::GetBidProfileResponse> BidApi::GetBidProfile(const rpc::Authorized<v1::GetBidProfileRequest>& call) {
  ASSIGN_OR_RETURN(const BidPeriods periods, FromWire(call.request(), parts_.clock.Now()));
  ASSIGN_OR_RETURN(const BidLog log, parts_.store.ReadLog(call.scope(), periods));
  return ToWire(call.scope(), periods, Profile(log, periods));
}

template <typename Response, typename Call>
absl::StatusOr<Response> BidApi::PageOf(const Call& call, const std::vector<SealedBid>& bids) const {
  const keys::Pages pages(parts_.keys, call.scope());
  ASSIGN_OR_RETURN(const keys::Page page,
                   pages.PageOf(call.request().page_size(), call.request().page_token(), bids.size()));
  Response response;
  for (size_t i = page.first; i < page.end; ++i) {
    ASSIGN_OR_RETURN(const Bid bid, parts_.store.Open(call.scope(), bids[i]));
    *response.add_bids() = ToWire(call.scope(), bid);
  }
  ASSIGN_OR_RETURN(*response.mutable_next_page_token(), pages.TokenAfter(page, bids.size()));
  return response;
}

}  // namespace adagio::intake
