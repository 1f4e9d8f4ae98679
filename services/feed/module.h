#pragma once

#include <memory>
#include <vector>

#include "services/feed/api/events_api.h"
#include "services/feed/api/practice_watches.h"
#include "services/feed/api/view_watches.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/rpc/door.h"
#include "services/platform/rpc/peers.h"
#include "services/platform/storage/pool.h"

namespace adagio::feed {

// The feed, put together: the one place that knows all of its parts. References outlive it; the door has stopped before
// it goes.
class Module {
 public:
  struct Options {
    storage::Pool::Options reads;  // as adagio_feed
    const keys::Keyring& keys;
    const Clock& clock;
    rpc::Door& door;
    const rpc::Peers& peers;
  };

  explicit Module(Options options);
  // To be registered with the server.
  const std::vector<std::unique_ptr<grpc::Service>>& services() const { return services_; }
  // Looks at once for what is new. Without it the feed finds out in its own time.
  void Notify() { practices_.Notify(); }

 private:
  storage::Pool reads_;
  PracticeWatches practices_;
  ViewWatches views_;
  EventsApi api_;
  std::vector<std::unique_ptr<grpc::Service>> services_;
};

}  // namespace adagio::feed
