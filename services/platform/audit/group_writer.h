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

// Commits records of many callers together, one statement a group, on connections and in streams of its own. What waits
// while one group is committed makes the next; where much waits, a second thread commits it meanwhile. While records
// keep coming a group is given a moment to grow beyond the last one; a record that comes alone is committed at once.
// Safe from any thread.
class GroupWriter {
 public:
  struct Options {
    storage::Endpoint endpoint;
    Streams& streams;
    size_t queue = 4096;                              // records that may wait
    absl::Duration patience = absl::Milliseconds(1);  // for a group to grow
    size_t much = 16;                                 // records waiting for the second thread to take them
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
  // What is a thread's own, but for the group under way, which is under the mutex.
  struct Lane {
    std::unique_ptr<storage::Connection> connection;
    size_t last = 0;                                         // the size of the last group
    size_t committing = 0;                                   // records of the group under way
    std::chrono::steady_clock::time_point committing_since;  // of its oldest
  };

  // Commits what `lane` takes until it takes nothing.
  void Run(Lane& lane, Group (GroupWriter::*take)());
  // Each waits for records. Empty when the writer stops and none is left.
  Group Take();
  Group TakeMuch();
  Group TakeWaiting(Lane& lane) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  absl::Status Commit(Lane& lane, const Group& group);
  absl::Status TryCommit(Lane& lane, const Group& group);

  const Options options_;
  mutable Mutex mutex_;
  Condition changed_;
  Condition much_;
  std::deque<Waiting> waiting_ ABSL_GUARDED_BY(mutex_);
  size_t awaited_ ABSL_GUARDED_BY(mutex_) = 1;  // how many waiting records wake the first thread
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  Lane first_;
  Lane second_;
  std::vector<std::thread> threads_;
};

}  // namespace adagio::audit
