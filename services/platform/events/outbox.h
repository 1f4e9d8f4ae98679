#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/storage/connection.h"

namespace adagio::events {

// Something happened to a resource. Names it, and never tells what it holds.
struct Event {
  Uuid id;  // random
  PracticeId practice;
  UnitId unit;             // nil for an event of no unit
  absl::string_view type;  // a constant such as "assignment.changed"
  Uuid resource;           // whose state changed
  int64_t revision = 0;    // the unit's guard version
  absl::Time at;
};

// Writes `event` in the caller's transaction. It gets its place in the feed after the commit, from the sequencer.
absl::Status Append(storage::Statements& tx, const Event& event);

}  // namespace adagio::events
