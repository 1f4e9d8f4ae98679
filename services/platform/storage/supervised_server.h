#pragma once

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "services/platform/foundation/mutex.h"
#include "services/platform/storage/child.h"
#include "services/platform/storage/connection.h"

namespace adagio::storage {

// Keeps one server process running from its first answer until this object is destroyed:
//
//   Start -> launched -> answers -> (ends by itself -> launched ...) -> Stop: SIGTERM, ended
//
// One thread does all of it, because the system kills the server when the thread that launched it ends. Safe from any
// thread.
class SupervisedServer {
 public:
  struct Options {
    std::vector<std::string> arguments;
    std::filesystem::path log;
    Endpoint check;  // answers when the server is ready
  };

  // Returns when the server answers. UNAVAILABLE when it ended instead, or took more than ten minutes.
  static absl::StatusOr<std::unique_ptr<SupervisedServer>> Start(Options options);
  ~SupervisedServer();

  // The process that runs now; 0 between two.
  pid_t pid() const;

 private:
  explicit SupervisedServer(Options options);
  void Supervise();
  absl::Status Raise();
  void Announce(absl::Status first);
  // Waits up to `timeout` for the end of the server (where it runs) or of this object. True when the object ends.
  bool StoppedWithin(absl::Duration timeout) const;
  void SetPid(pid_t pid);

  const Options options_;
  const int stop_;                // an eventfd
  std::unique_ptr<Child> child_;  // the thread's own
  mutable Mutex mutex_;
  Condition changed_;
  bool decided_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Status first_ ABSL_GUARDED_BY(mutex_);
  pid_t pid_ ABSL_GUARDED_BY(mutex_) = 0;
  std::thread thread_;
};

}  // namespace adagio::storage
