#pragma once

#include <memory>
#include <string>
#include <vector>

#include "services/platform/audit/process_trail.h"
#include "services/platform/events/sequencer.h"
#include "services/platform/metrics/page.h"
#include "services/platform/rpc/door.h"
#include "services/platform/storage/pool.h"
#include "services/server/store_watch.h"

namespace adagio::server {

// A pool by whose it is: the service and the lane are constants of this program.
struct WatchedPool {
  std::string service;
  std::string lane;
  int size = 0;
  std::shared_ptr<const storage::Pool::Use> use;
};

// What a running server shows of itself. All outlive it.
struct Watched {
  const rpc::Door& door;
  const audit::ProcessTrail& trail;
  const events::Sequencer& sequencer;
  const StoreWatch& store;
  const std::vector<WatchedPool>& pools;
};

// Everything watched at this moment, in the names of README.md. No label says more than method, code, service and lane.
std::vector<metrics::Family> Measure(const Watched& watched);

}  // namespace adagio::server
