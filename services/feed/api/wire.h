#pragma once

#include "adagio/events/v1/events.pb.h"
#include "services/feed/domain/audience.h"
#include "services/feed/store/feed_store.h"

namespace adagio::feed {

namespace v1 = events::v1;

// The unit an event is of; nil where it is of none. A unit's own event may have been announced before there was one.
UnitId UnitOf(const EventType& type, const Entry& entry);

// The event on the wire, with its time made coarse.
v1::Event ToWire(const PracticeId& practice, const EventType& type, const Entry& entry);

}  // namespace adagio::feed
