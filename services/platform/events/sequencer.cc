#include "services/platform/events/sequencer.h"

#include <utility>
#include <vector>

#include "services/platform/events/ordering.h"
#include "services/platform/events/retention.h"
#include "services/platform/foundation/log.h"
#include "services/platform/foundation/status.h"

namespace adagio::events {

Sequencer::Sequencer(Options options)
    : options_(std::move(options)), lease_(options_.process, options_.lease), thread_([this] { Run(); }) {}

Sequencer::~Sequencer() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
  }
  wake_.NotifyAll();
  thread_.join();
}

void Sequencer::Notify() {
  MutexLock lock(mutex_);
  if (notified_) return;
  notified_ = true;
  wake_.NotifyOne();
}

void Sequencer::Tell(std::function<void()> moved) {
  MutexLock lock(telling_);
  moved_ = std::move(moved);
}

bool Sequencer::Wait() {
  MutexLock lock(mutex_);
  // A failing database is not asked faster than an empty outbox.
  if (!stopping_ && (failing_ || (!notified_ && !more_))) wake_.WaitFor(mutex_, options_.idle);
  // Who is notified already is not woken again, so this ends by its time, or when it is to stop.
  if (!stopping_ && notified_ && !more_ && !failing_) wake_.WaitFor(mutex_, options_.pace);
  notified_ = false;
  return !stopping_;
}

bool Sequencer::stopping() {
  MutexLock lock(mutex_);
  return stopping_;
}

void Sequencer::Run() {
  do {
    const absl::Status turn = Turn();
    if (!turn.ok() && !failing_) Log(LogLevel::kWarning, "events.sequencer_failing");
    failing_ = !turn.ok();
    if (failing_) more_ = false;
  } while (Wait());
  if (leading_ && connection_ != nullptr) lease_.Release(*connection_).IgnoreError();
}

absl::Status Sequencer::Turn() {
  if (connection_ == nullptr || !connection_->usable()) {
    lease_checked_.reset();
    connection_ = nullptr;
    ASSIGN_OR_RETURN(connection_, storage::Connection::Open(options_.endpoint));
  }
  more_ = false;
  ASSIGN_OR_RETURN(const bool leading, Leading());
  if (!leading) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::vector<PracticeId> practices, WaitingPractices(*connection_));
  for (const PracticeId& practice : practices) {
    if (stopping()) return absl::OkStatus();
    ASSIGN_OR_RETURN(const bool still_leading, Leading());
    if (!still_leading) return absl::OkStatus();
    ASSIGN_OR_RETURN(const int64_t moved, MoveToFeed(*connection_, practice));
    if (moved > 0) more_ = true;
  }
  if (more_) {
    MutexLock lock(telling_);
    if (moved_) moved_();
  }
  return ForgetSome();
}

absl::Status Sequencer::ForgetSome() {
  const auto now = std::chrono::steady_clock::now();
  if (options_.clock == nullptr) return absl::OkStatus();
  if (forgot_ && now - *forgot_ < absl::ToChronoNanoseconds(options_.forget_every)) return absl::OkStatus();
  const absl::Time before = options_.clock->Now() - kEventsKept;
  ASSIGN_OR_RETURN(const std::vector<PracticeId> practices, OutdatedPractices(*connection_, before));
  int64_t forgotten = 0;
  for (const PracticeId& practice : practices) {
    if (stopping()) return absl::OkStatus();
    ASSIGN_OR_RETURN(const int64_t some, Forget(*connection_, practice, before));
    forgotten += some;
  }
  // What is left is forgotten in the next turns, between those that give positions.
  if (forgotten == 0) forgot_ = now;
  return absl::OkStatus();
}

// Asks again when a third of the lease has passed.
absl::StatusOr<bool> Sequencer::Leading() {
  const auto now = std::chrono::steady_clock::now();
  if (lease_checked_ && now - *lease_checked_ < absl::ToChronoNanoseconds(lease_.length() / 3)) return leading_.load();
  leading_ = false;
  ASSIGN_OR_RETURN(const bool held, lease_.Hold(*connection_));
  leading_ = held;
  lease_checked_ = now;
  return held;
}

}  // namespace adagio::events
