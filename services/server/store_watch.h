#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <thread>

#include "absl/time/time.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/foundation/mutex.h"
#include "services/platform/storage/connection.h"

namespace adagio::server {

// Asks the store every few seconds whether it answers and what waits in its outbox, in a thread of its own: whoever
// reads the metrics asks the store for nothing, and waits for nobody.
class StoreWatch {
 public:
  struct Options {
    storage::Endpoint endpoint;  // of user adagio_events
    const Clock& clock;          // that gives events their time
    absl::Duration every = absl::Seconds(2);
  };
  struct Seen {
    bool up = false;
    int64_t outbox_events = 0;
    absl::Duration outbox_age;  // of its oldest event
  };

  explicit StoreWatch(Options options);
  ~StoreWatch();

  // What the last look saw; down, too, where a look does not end.
  Seen seen() const;

 private:
  void Run();
  Seen Look();

  const Options options_;
  std::unique_ptr<storage::Connection> connection_;  // of the thread
  mutable Mutex mutex_;
  Condition wake_;
  std::chrono::steady_clock::time_point looked_ ABSL_GUARDED_BY(mutex_);
  Seen seen_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace adagio::server
