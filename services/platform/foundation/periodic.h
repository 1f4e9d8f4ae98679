#pragma once

#include <functional>
#include <thread>

#include "absl/time/time.h"
#include "services/platform/foundation/mutex.h"

namespace adagio {

// Calls something again and again, in a thread of its own, with a pause of real time in between. Ends with the call
// under way.
class Periodic {
 public:
  Periodic(absl::Duration pause, std::function<void()> call);
  ~Periodic();

 private:
  void Run();

  const absl::Duration pause_;
  const std::function<void()> call_;
  Mutex mutex_;
  Condition wake_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace adagio
