#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "services/platform/audit/checkpoint_key.h"
#include "services/platform/audit/checkpointer.h"
#include "services/platform/audit/group_writer.h"
#include "services/platform/audit/streams.h"
#include "services/platform/audit/trail.h"
#include "services/platform/foundation/clock.h"

namespace adagio::audit {

// The trail of a running server: chains in the database, and signed checkpoints of their heads in the witness folder.
class ProcessTrail final : public Trail {
 public:
  struct Options {
    storage::Endpoint endpoint;      // of user adagio_audit
    std::filesystem::path witness;   // the folder; made where absent
    std::filesystem::path key_file;  // made by CheckpointKey::Create
    const Clock& clock;              // the one that gives records their time
    Uuid process;                    // drawn anew for each process
    absl::Duration checkpoint_every = absl::Seconds(10);
    int64_t checkpoint_records = 1000;
    size_t queue = 4096;  // records of AppendAlone that may wait
  };

  // Signs a first checkpoint over what earlier processes left. UNAVAILABLE when the database cannot be reached,
  // FAILED_PRECONDITION when the key or the folder cannot be used.
  static absl::StatusOr<std::unique_ptr<ProcessTrail>> Open(Options options);
  // Commits or fails what waits, then signs a last checkpoint.
  ~ProcessTrail() override;

  absl::Status Append(storage::Transaction& tx, const storage::Connection& connection,
                      const AccessRecord& record) override;
  void Settle(const storage::Connection& connection, Ending ending) override;
  void AppendAlone(AccessRecord record, std::function<void(absl::Status)> durable) override;

  // Signs what is committed and not yet signed. FAILED_PRECONDITION when the witness file takes no note.
  absl::Status Checkpoint() { return checkpointer_->Sign(); }
  // How far the trail is behind what was done.
  struct Lag {
    size_t waiting = 0;            // records of AppendAlone not yet committed
    absl::Duration oldest;         // how long the oldest of them has waited
    int64_t unsigned_records = 0;  // committed, under no checkpoint yet
    absl::Duration unsigned_for;   // since everything committed was last found signed
  };
  Lag lag() const;
  const NoteVerifier& verifier() const { return key_.verifier(); }

 private:
  ProcessTrail(const Options& options, CheckpointKey key) : key_(std::move(key)), streams_(options.process) {}

  const CheckpointKey key_;
  Streams streams_;
  // Destroyed from the last on: the writer first, so that the last checkpoint covers what it commits.
  std::unique_ptr<Checkpointer> checkpointer_;
  std::unique_ptr<GroupWriter> writer_;
};

}  // namespace adagio::audit
