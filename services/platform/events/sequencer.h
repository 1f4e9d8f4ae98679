#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <thread>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/platform/events/lease.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/foundation/mutex.h"
#include "services/platform/storage/connection.h"

namespace adagio::events {

// Gives committed events their place in the feed of their practice: each once, positions without gaps, events of one
// unit in the order of their revisions. Of the processes on one database one does so at a time; when it ends or hangs
// another takes over. Works in a thread of its own and outlives every loss of the database.
class Sequencer {
 public:
  struct Options {
    storage::Endpoint endpoint;  // of user adagio_events
    Uuid process;                // drawn anew for each process
    absl::Duration lease = absl::Seconds(2);
    absl::Duration idle = absl::Milliseconds(50);  // between looks at an empty outbox
    // Between two looks that were asked for: what comes meanwhile is moved together.
    absl::Duration pace = absl::Milliseconds(4);
    // The clock that gives events their time: those older than kEventsKept are forgotten. None are where it is null.
    const Clock* clock = nullptr;
    absl::Duration forget_every = absl::Minutes(1);
  };

  explicit Sequencer(Options options);
  // Ends after the batch under way, and gives the lease up.
  ~Sequencer();

  // Looks soon. To be called after commits; cheap, from any thread.
  void Notify();
  // What to call after events were given their places, from the sequencer's thread. Of the one before, no call is
  // under way any more when this returns.
  void Tell(std::function<void()> moved);

  // Whether this process is the one that gives places, as far as it knows.
  bool leading() const { return leading_; }

 private:
  void Run();
  // Moves what waits, if the lease is ours.
  absl::Status Turn();
  absl::StatusOr<bool> Leading();
  // Some of what is outdated, when it is time.
  absl::Status ForgetSome();
  // False when the sequencer stops.
  bool Wait();
  bool stopping();

  const Options options_;
  const Lease lease_;
  // Of the thread.
  std::unique_ptr<storage::Connection> connection_;
  std::optional<std::chrono::steady_clock::time_point> lease_checked_;
  std::optional<std::chrono::steady_clock::time_point> forgot_;
  std::atomic<bool> leading_ = false;  // written by the thread alone
  bool more_ = false;
  bool failing_ = false;

  Mutex mutex_;
  Condition wake_;
  bool notified_ ABSL_GUARDED_BY(mutex_) = false;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  Mutex telling_;
  std::function<void()> moved_ ABSL_GUARDED_BY(telling_);
  std::thread thread_;
};

}  // namespace adagio::events
