#include "services/platform/foundation/clock.h"

#include "absl/time/clock.h"
#include "services/platform/foundation/check.h"

namespace adagio {

absl::Time SystemClock::Now() const { return absl::Now(); }

absl::Time StoryClock::Now() const {
  MutexLock lock(mutex_);
  return now_;
}

absl::Time StoryClock::Advance(absl::Duration by) {
  CHECK(by >= absl::ZeroDuration());
  MutexLock lock(mutex_);
  now_ += by;
  return now_;
}

}  // namespace adagio
