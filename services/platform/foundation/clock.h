#pragma once

#include "absl/time/time.h"
#include "services/platform/foundation/mutex.h"

namespace adagio {

// Tells the domain what time it is. Safe to call from any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual absl::Time Now() const = 0;
};

// The time of this machine.
class SystemClock final : public Clock {
 public:
  absl::Time Now() const override;
};

// A clock that stands still until it is moved. For stories and tests.
class StoryClock final : public Clock {
 public:
  explicit StoryClock(absl::Time start) : now_(start) {}
  absl::Time Now() const override;
  // Moves forward by `by`, which is not negative, and returns the new time.
  absl::Time Advance(absl::Duration by);

 private:
  mutable Mutex mutex_;
  absl::Time now_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace adagio
