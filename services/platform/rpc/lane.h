#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <thread>
#include <vector>

#include "absl/time/time.h"
#include "services/platform/foundation/mutex.h"

namespace adagio::rpc {

// Worker threads behind a bounded queue. Whatever was accepted is run, once, in the order of acceptance.
class Lane {
 public:
  Lane(size_t threads, size_t capacity);
  // Waits for everything accepted.
  ~Lane();

  // Has `work`, which does not throw, run on a worker. False, and nothing happens, when `capacity` pieces wait already
  // or the lane has been closed.
  bool Offer(std::function<void()> work);
  // Returns when nothing waits and nothing runs, or after `patience`; false in the latter case.
  bool WaitUntilIdle(absl::Duration patience);
  // Accepts nothing any more and returns when everything accepted has run.
  void Close();

 private:
  void Work();

  const size_t capacity_;
  Mutex mutex_;
  Condition changed_;
  Condition idle_;
  std::deque<std::function<void()>> waiting_ ABSL_GUARDED_BY(mutex_);
  size_t running_ ABSL_GUARDED_BY(mutex_) = 0;
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace adagio::rpc
