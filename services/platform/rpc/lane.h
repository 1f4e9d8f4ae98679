#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <thread>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "services/platform/foundation/mutex.h"

namespace adagio::rpc {

// Worker threads behind a bounded queue. Whatever was accepted is worked on, once, and taken in the order of
// acceptance.
//
// Where there is something to prepare, one worker at a time does so, for all that came while the last was at it, and
// then works on these while the next prepares. So a statement that many pieces need is sent once for all of them; the
// price is that a slow piece holds up those taken with it. While pieces keep coming, those to be prepared are given a
// moment to become more than the last ones were; a piece that comes alone waits for nobody.
template <typename Piece>
class Lane {
 public:
  struct Options {
    size_t threads = 1;
    size_t capacity = 1;
    size_t together = 1;           // most pieces a worker takes at a time
    absl::Duration patience = {};  // for them to become more
    std::function<void(absl::Span<const Piece>)> prepare = nullptr;
    std::function<void(const Piece&)> work;
  };

  // What it is to do does not throw.
  explicit Lane(Options options) : options_(std::move(options)) {
    threads_.reserve(options.threads);
    for (size_t i = 0; i < options_.threads; ++i) threads_.emplace_back([this] { Run(); });
  }
  // Waits for everything accepted.
  ~Lane() { Close(); }

  // False, and nothing happens, when `capacity` pieces wait already or the lane has been closed.
  bool Offer(Piece piece) {
    {
      MutexLock lock(mutex_);
      if (closed_) return false;
      if (waiting_.size() >= options_.capacity) {
        ++refused_;
        return false;
      }
      waiting_.push_back(std::move(piece));
      if (preparing_) {
        if (waiting_.size() == awaited_) grown_.NotifyOne();
        return true;
      }
    }
    changed_.NotifyOne();
    return true;
  }

  // Returns when nothing waits and nothing runs, or after `patience`; false in the latter case.
  bool WaitUntilIdle(absl::Duration patience) {
    // A day is for ever here, and does not overflow.
    const auto end = std::chrono::steady_clock::now() + absl::ToChronoNanoseconds(std::min(patience, absl::Hours(24)));
    MutexLock lock(mutex_);
    while (!waiting_.empty() || running_ > 0) {
      const auto left = end - std::chrono::steady_clock::now();
      if (left <= left.zero()) return false;
      idle_.WaitFor(mutex_, absl::FromChrono(left));
    }
    return true;
  }

  struct State {
    size_t waiting = 0;
    size_t running = 0;    // pieces, or batches of them
    uint64_t refused = 0;  // since the beginning, for want of room
  };
  State state() const {
    MutexLock lock(mutex_);
    return {.waiting = waiting_.size(), .running = running_, .refused = refused_};
  }
  // Accepts nothing any more and returns when everything accepted has been worked on.
  void Close() {
    {
      MutexLock lock(mutex_);
      closed_ = true;
    }
    changed_.NotifyAll();
    grown_.NotifyAll();
    for (std::thread& thread : threads_) {
      if (thread.joinable()) thread.join();
    }
  }

 private:
  void Run() {
    for (std::vector<Piece> taken; Take(taken);) {
      if (options_.prepare != nullptr) Prepare(taken);
      for (const Piece& piece : taken) options_.work(piece);
      MutexLock lock(mutex_);
      if (--running_ == 0 && waiting_.empty()) idle_.NotifyAll();
    }
  }

  // False when the lane is closed and empty. Afterwards nobody else takes anything until this worker has prepared.
  bool Take(std::vector<Piece>& taken) {
    taken.clear();
    MutexLock lock(mutex_);
    while (preparing_ || (waiting_.empty() && !closed_)) changed_.Wait(mutex_);
    if (waiting_.empty()) return false;
    preparing_ = options_.prepare != nullptr;
    if (preparing_) LetGrow();
    const auto end = waiting_.begin() + std::min(options_.together, waiting_.size());
    taken.assign(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(end));
    waiting_.erase(waiting_.begin(), end);
    ++running_;
    return true;
  }

  // Pieces that came one at a time tell of an idle time, after which nobody is kept waiting.
  void LetGrow() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    awaited_ = last_ <= 1 ? 0 : std::min(last_ + last_ / 4 + 1, options_.together);
    if (waiting_.size() < awaited_ && !closed_) grown_.WaitFor(mutex_, options_.patience);
    awaited_ = 0;
    last_ = std::min(options_.together, waiting_.size());
  }

  void Prepare(const std::vector<Piece>& taken) {
    options_.prepare(taken);
    bool last;
    {
      MutexLock lock(mutex_);
      preparing_ = false;
      last = closed_;
    }
    last ? changed_.NotifyAll() : changed_.NotifyOne();
  }

  const Options options_;
  mutable Mutex mutex_;
  Condition changed_;
  Condition grown_;
  Condition idle_;
  std::deque<Piece> waiting_ ABSL_GUARDED_BY(mutex_);
  bool preparing_ ABSL_GUARDED_BY(mutex_) = false;
  size_t last_ ABSL_GUARDED_BY(mutex_) = 0;     // how many were prepared together last
  size_t awaited_ ABSL_GUARDED_BY(mutex_) = 0;  // how many wake the worker that lets them become more; 0: none does
  size_t running_ ABSL_GUARDED_BY(mutex_) = 0;
  uint64_t refused_ ABSL_GUARDED_BY(mutex_) = 0;
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace adagio::rpc
