#pragma once

#include <functional>
#include <map>
#include <memory>
#include <thread>
#include <vector>

#include "absl/time/time.h"
#include "services/platform/foundation/mutex.h"
#include "services/platform/rpc/stream_call.h"

namespace adagio::rpc {

// The streams of a door, and a thread that has each of them looked at every so often. Safe from any thread.
class Streams {
 public:
  using All = std::vector<std::shared_ptr<StreamCall>>;

  // `look` does not throw; it is called with every stream there is.
  Streams(absl::Duration every, std::function<void(const All&)> look);
  // All of them are gone.
  ~Streams();

  void Add(std::shared_ptr<StreamCall> stream);
  void Remove(const StreamCall* stream);
  All all() const;
  // Returns when nothing is looked at any more.
  void Stop();

 private:
  void Run();

  const absl::Duration every_;
  const std::function<void(const All&)> look_;
  mutable Mutex mutex_;
  Condition changed_;
  std::map<const StreamCall*, std::shared_ptr<StreamCall>> streams_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace adagio::rpc
