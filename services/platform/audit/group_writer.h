#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/platform/audit/streams.h"
#include "services/platform/foundation/access_record.h"
#include "services/platform/foundation/mutex.h"
#include "services/platform/storage/connection.h"

namespace adagio::audit {

// Commits records of many callers together, on a connection and in a stream of its own. What waits while one group is
// committed makes the next. While records keep coming a group is given a moment to grow beyond the last one; a record
// that comes alone is committed at once. Safe from any thread.
class GroupWriter {
 public:
  struct Options {
    storage::Endpoint endpoint;
    Streams& streams;
    size_t queue = 4096;                              // records that may wait
    absl::Duration patience = absl::Milliseconds(1);  // for a group to grow
    std::function<void()> committed;                  // called after each group
  };

  explicit GroupWriter(Options options);
  // Commits what waits, or tells its callers that it could not.
  ~GroupWriter();

  // Calls `durable` once: OK after the commit; RESOURCE_EXHAUSTED/QUOTA, at once and from this thread, when too many
  // wait; UNAVAILABLE/STORE_UNAVAILABLE when the record may not be there. After a lost connection a record may be there
  // twice.
  void Append(AccessRecord record, std::function<void(absl::Status)> durable);

  // What waits, with the group under way, and for how long its oldest record has.
  struct Backlog {
    size_t records = 0;
    absl::Duration age;
  };
  Backlog backlog() const;

 private:
  struct Waiting {
    AccessRecord record;
    std::function<void(absl::Status)> durable;
    std::chrono::steady_clock::time_point since = std::chrono::steady_clock::now();
  };
  using Group = std::vector<Waiting>;

  void Run();
  // Waits for records. Empty when the writer stops and none is left.
  Group Take();
  absl::Status Commit(const Group& group);
  absl::Status TryCommit(const Group& group);
  absl::Status Connect();

  const Options options_;
  std::unique_ptr<storage::Connection> connection_;  // of the thread
  size_t last_ = 0;                                  // of the thread: the size of the last group
  mutable Mutex mutex_;
  Condition changed_;
  std::deque<Waiting> waiting_ ABSL_GUARDED_BY(mutex_);
  size_t awaited_ ABSL_GUARDED_BY(mutex_) = 1;     // how many waiting records wake the thread
  size_t committing_ ABSL_GUARDED_BY(mutex_) = 0;  // records of the group under way
  std::chrono::steady_clock::time_point committing_since_ ABSL_GUARDED_BY(mutex_);  // of its oldest
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace adagio::audit
