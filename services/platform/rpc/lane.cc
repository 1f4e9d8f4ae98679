#include "services/platform/rpc/lane.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace adagio::rpc {

Lane::Lane(size_t threads, size_t capacity) : capacity_(capacity) {
  threads_.reserve(threads);
  for (size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { Work(); });
}

Lane::~Lane() { Close(); }

bool Lane::Offer(std::function<void()> work) {
  {
    MutexLock lock(mutex_);
    if (closed_ || waiting_.size() >= capacity_) return false;
    waiting_.push_back(std::move(work));
  }
  changed_.NotifyOne();
  return true;
}

bool Lane::WaitUntilIdle(absl::Duration patience) {
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

void Lane::Close() {
  {
    MutexLock lock(mutex_);
    closed_ = true;
  }
  changed_.NotifyAll();
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

void Lane::Work() {
  for (;;) {
    std::function<void()> work;
    {
      MutexLock lock(mutex_);
      while (waiting_.empty() && !closed_) changed_.Wait(mutex_);
      if (waiting_.empty()) return;
      work = std::move(waiting_.front());
      waiting_.pop_front();
      ++running_;
    }
    work();
    MutexLock lock(mutex_);
    if (--running_ == 0 && waiting_.empty()) idle_.NotifyAll();
  }
}

}  // namespace adagio::rpc
