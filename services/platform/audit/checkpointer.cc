#include "services/platform/audit/checkpointer.h"

#include <string>
#include <utility>

#include "services/platform/audit/merkle.h"
#include "services/platform/foundation/log.h"
#include "services/platform/foundation/status.h"

namespace adagio::audit {

absl::StatusOr<std::unique_ptr<Checkpointer>> Checkpointer::Start(Options options, std::unique_ptr<Witness> witness,
                                                                  const Heads& found) {
  std::unique_ptr<Checkpointer> checkpointer(new Checkpointer(options, std::move(witness)));
  {
    MutexLock lock(checkpointer->signing_);
    RETURN_IF_ERROR(checkpointer->SignMoved(found, options.clock.Now()));
  }
  checkpointer->thread_ = std::thread([self = checkpointer.get()] { self->Run(); });
  return checkpointer;
}

Checkpointer::~Checkpointer() {
  if (!thread_.joinable()) return;
  {
    MutexLock lock(waiting_);
    stopping_ = true;
  }
  due_.NotifyAll();
  thread_.join();
}

absl::Status Checkpointer::Sign() {
  MutexLock lock(signing_);
  const auto begun = std::chrono::steady_clock::now();
  // Read in this order: a record that these heads leave out was then made, but for the length of a call, after `at`;
  // and `count` is none too many.
  const absl::Time at = options_.clock.Now();
  const int64_t count = options_.streams.count();
  Heads moved;
  for (const auto& [stream, head] : options_.streams.Committed()) {
    const auto listed = listed_.find(stream);
    if (listed == listed_.end() || listed->second.seq != head.seq) moved.emplace(stream, head);
  }
  if (!moved.empty()) {
    RETURN_IF_ERROR(SignMoved(std::move(moved), at));
    covered_ = count;
  }
  complete_ = begun;
  return absl::OkStatus();
}

int64_t Checkpointer::uncovered() const {
  const int64_t covered = covered_;
  return options_.streams.count() - covered;
}

absl::Duration Checkpointer::age() const {
  return absl::FromChrono(std::chrono::steady_clock::now() - complete_.load());
}

absl::Status Checkpointer::SignMoved(Heads moved, absl::Time at) {
  Heads all = listed_;
  for (const auto& [stream, head] : moved) all.insert_or_assign(stream, head);
  Checkpoint checkpoint;
  checkpoint.process = options_.process;
  checkpoint.number = next_;
  checkpoint.at = at;
  checkpoint.previous = previous_;
  checkpoint.root = MerkleRoot(all);
  checkpoint.moved = std::move(moved);
  const std::string note = options_.key.Sign(TextOf(checkpoint));
  RETURN_IF_ERROR(witness_->Append(note));
  listed_ = std::move(all);
  previous_ = HashOfNote(note);
  ++next_;
  return absl::OkStatus();
}

void Checkpointer::Look() {
  if (options_.streams.count() - covered_ >= options_.records) due_.NotifyOne();
}

void Checkpointer::Run() {
  bool failed = false;
  for (bool stopping = false; !stopping;) {
    {
      MutexLock lock(waiting_);
      const bool due = !failed && options_.streams.count() - covered_ >= options_.records;
      if (!stopping_ && !due) due_.WaitFor(waiting_, options_.every);
      stopping = stopping_;
    }
    failed = !Sign().ok();
    if (failed) Log(LogLevel::kError, "audit.checkpoint_failed");
  }
}

}  // namespace adagio::audit
