#include "services/feed/api/events_api.h"

#include <utility>

#include "services/platform/foundation/status.h"
#include "services/platform/keys/cursor.h"

namespace adagio::feed {

absl::Status EventsApi::WatchEvents(const rpc::Authorized<v1::WatchEventsRequest>& call,
                                    std::shared_ptr<rpc::Stream> stream) {
  const PracticeId& practice = call.scope().practice();
  const keys::Cursors cursors(parts_.keys, call.scope());
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  ASSIGN_OR_RETURN(auto extents, ExtentsOf(*reads, {practice}));
  const Extent& extent = extents[practice];
  int64_t position = extent.last;
  if (!call.request().after_cursor().empty()) {
    ASSIGN_OR_RETURN(position, cursors.PositionIn(call.request().after_cursor()));
  }
  switch (StandingOf(position, extent)) {
    case Standing::kFromTheFuture:
      return RefuseField("after_cursor", "lies in the future");
    case Standing::kExpired: {
      ASSIGN_OR_RETURN(const std::string floor, cursors.OfPosition(extent.forgotten));
      return RefuseExpired(floor);
    }
    case Standing::kGood:
      break;
  }
  parts_.practices.Add(std::move(stream), position);
  return absl::OkStatus();
}

absl::Status EventsApi::WatchOwnView(const rpc::Authorized<v1::WatchOwnViewRequest>& call,
                                     std::shared_ptr<rpc::Stream> stream) {
  std::string seen;
  if (!call.request().after_cursor().empty()) {
    ASSIGN_OR_RETURN(seen, keys::Cursors(parts_.keys, call.scope()).ViewIn(call.request().after_cursor()));
  }
  parts_.views.Add(std::move(stream), std::move(seen));
  return absl::OkStatus();
}

}  // namespace adagio::feed
