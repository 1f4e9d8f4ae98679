#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <thread>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/platform/audit/checkpoint.h"
#include "services/platform/audit/checkpoint_key.h"
#include "services/platform/audit/streams.h"
#include "services/platform/audit/witness.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/foundation/mutex.h"

namespace adagio::audit {

// Signs this process's heads into its witness file: every `every`, after `records` new ones, when told, and at the end.
// Nothing is signed while nothing has moved. Safe from any thread.
class Checkpointer {
 public:
  struct Options {
    const Streams& streams;
    const CheckpointKey& key;
    const Clock& clock;  // of the records, so that the times can be compared
    Uuid process;
    absl::Duration every;
    int64_t records;
  };

  // Signs number 0, which lists `found`. Nothing may be appended to a stream before this has returned OK.
  static absl::StatusOr<std::unique_ptr<Checkpointer>> Start(Options options, std::unique_ptr<Witness> witness,
                                                             const Heads& found);
  ~Checkpointer();

  // OK when everything committed before the call is in the witness file.
  absl::Status Sign();
  // To be called after commits.
  void Look();

  // Records committed and not yet signed.
  int64_t uncovered() const;
  // How long ago everything committed was last found signed.
  absl::Duration age() const;

 private:
  Checkpointer(Options options, std::unique_ptr<Witness> witness) : options_(options), witness_(std::move(witness)) {}
  absl::Status SignMoved(Heads moved, absl::Time at) ABSL_EXCLUSIVE_LOCKS_REQUIRED(signing_);
  void Run();

  const Options options_;
  std::atomic<int64_t> covered_ = 0;  // records
  std::atomic<std::chrono::steady_clock::time_point> complete_ = std::chrono::steady_clock::now();

  Mutex signing_;
  const std::unique_ptr<Witness> witness_;
  Heads listed_ ABSL_GUARDED_BY(signing_);
  int64_t next_ ABSL_GUARDED_BY(signing_) = 0;
  Hash previous_ ABSL_GUARDED_BY(signing_) = {};

  Mutex waiting_;
  Condition due_;
  bool stopping_ ABSL_GUARDED_BY(waiting_) = false;
  std::thread thread_;
};

}  // namespace adagio::audit
