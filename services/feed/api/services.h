#pragma once

#include "adagio/events/v1/events.grpc.pb.h"
#include "services/feed/api/events_api.h"
#include "services/platform/rpc/door.h"
#include "services/platform/rpc/served.h"

// The generated service with each stream through the door.
namespace adagio::feed {

class EventsService final : public v1::EventsService::CallbackService {
 public:
  EventsService(rpc::Door& door, EventsApi& api) : door_(door), api_(api) {}

  ADAGIO_STREAMED("adagio.events.v1.EventsService", WatchEvents)
  ADAGIO_STREAMED("adagio.events.v1.EventsService", WatchOwnView)

 private:
  rpc::Door& door_;
  EventsApi& api_;
};

}  // namespace adagio::feed
