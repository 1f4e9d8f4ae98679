#pragma once

#include <memory>

#include "absl/status/status.h"
#include "adagio/events/v1/events.pb.h"
#include "services/feed/api/practice_watches.h"
#include "services/feed/api/view_watches.h"
#include "services/platform/rpc/authorized.h"
#include "services/platform/rpc/stream.h"

namespace adagio::feed {

// How each stream of EventsService is opened. The contract says what each promises. Safe from any thread.
class EventsApi {
 public:
  struct Parts {
    storage::Pool& reads;
    const keys::Keyring& keys;
    PracticeWatches& practices;
    ViewWatches& views;
  };

  explicit EventsApi(Parts parts) : parts_(parts) {}

  absl::Status WatchEvents(const rpc::Authorized<v1::WatchEventsRequest>& call, std::shared_ptr<rpc::Stream> stream);
  absl::Status WatchOwnView(const rpc::Authorized<v1::WatchOwnViewRequest>& call, std::shared_ptr<rpc::Stream> stream);

 private:
  const Parts parts_;
};

}  // namespace adagio::feed
