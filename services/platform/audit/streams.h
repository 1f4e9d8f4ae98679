#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "services/platform/audit/canonical.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/foundation/mutex.h"

namespace adagio::audit {

// How far a stream is committed.
struct Head {
  int64_t seq = 0;  // of its last record; 0 before the first
  Hash hash{};
};
using Heads = std::map<StreamId, Head>;

// The heads of this process's streams, in memory. A stream's id is the first 12 bytes of the process's id and a
// counter, so that everyone can tell whose it is. Safe from any thread; one connection is used by one thread at a time.
class Streams {
 public:
  explicit Streams(const Uuid& process) : process_(process) {}

  // The place after everything appended to the stream of `connection`, committed or not yet.
  struct Place {
    StreamId stream;
    Head after;
  };
  // Opens a stream where `connection` has none.
  Place Next(int64_t connection);
  // Notes what was written, and is not yet committed.
  void Appended(int64_t connection, const Head& head);

  void Commit(int64_t connection);
  void RollBack(int64_t connection);
  // What `connection` appends from now on goes to a new stream.
  void Abandon(int64_t connection);

  // The committed heads of every stream that has a record, abandoned ones too.
  Heads Committed() const;
  // Records committed since the process began.
  int64_t count() const;

 private:
  struct Stream {
    StreamId id;
    Head committed;
    Head pending;
  };
  Stream& Of(int64_t connection) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const Uuid process_;
  mutable Mutex mutex_;
  absl::flat_hash_map<int64_t, Stream> open_ ABSL_GUARDED_BY(mutex_);
  std::vector<Stream> abandoned_ ABSL_GUARDED_BY(mutex_);
  uint32_t opened_ ABSL_GUARDED_BY(mutex_) = 0;
  int64_t count_ ABSL_GUARDED_BY(mutex_) = 0;
};

// The part of a stream's id that names its process, and the same part of a process's id.
absl::string_view OwnerOf(const StreamId& stream);
absl::string_view OwnerPart(const Uuid& process);

}  // namespace adagio::audit
