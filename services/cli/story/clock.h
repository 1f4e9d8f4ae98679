#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/cli/story/server.h"

namespace adagio::story {

// The clock of the server a story is played against. A server without a story clock lives in real time, which only
// stories that never move the clock can be played in.
class ServerClock {
 public:
  // Moves the clock to the next BeginningAfter. UNAVAILABLE where there is no server.
  static absl::StatusOr<ServerClock> Begin(Server& server, int clocks_go_forward_on_day);

  // What time it is on the server, without moving anything.
  static absl::StatusOr<absl::Time> NowOn(Server& server);

  absl::Time Now() const { return moves_ ? now_ : absl::Now(); }
  absl::Time beginning() const { return beginning_; }
  // FAILED_PRECONDITION on a server without a story clock.
  absl::Status Advance(absl::Duration by);

 private:
  explicit ServerClock(Server& server) : server_(&server) {}
  absl::StatusOr<absl::Time> Ask(absl::Duration by);

  Server* server_;
  bool moves_ = true;
  absl::Time now_;
  absl::Time beginning_;
};

}  // namespace adagio::story
