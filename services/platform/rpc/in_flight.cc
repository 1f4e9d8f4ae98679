#include "services/platform/rpc/in_flight.h"

#include "services/platform/foundation/check.h"

namespace adagio::rpc {

bool InFlight::Ticket::Take(uint64_t key, size_t cap) {
  CHECK(taken_ < keys_.size());
  MutexLock lock(in_flight_.mutex_);
  size_t& count = in_flight_.counts_[key];
  if (count >= cap) {
    if (count == 0) in_flight_.counts_.erase(key);
    return false;
  }
  ++count;
  keys_[taken_++] = key;
  return true;
}

void InFlight::Ticket::Release() {
  if (taken_ == 0) return;
  MutexLock lock(in_flight_.mutex_);
  for (size_t i = 0; i < taken_; ++i) {
    const auto count = in_flight_.counts_.find(keys_[i]);
    if (--count->second == 0) in_flight_.counts_.erase(count);
  }
  taken_ = 0;
}

size_t InFlight::Count(uint64_t key) const {
  MutexLock lock(mutex_);
  const auto count = counts_.find(key);
  return count == counts_.end() ? 0 : count->second;
}

}  // namespace adagio::rpc
