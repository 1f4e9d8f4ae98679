#include "services/server/store_watch.h"

#include <algorithm>
#include <utility>

#include "services/platform/events/backlog.h"

namespace adagio::server {
namespace {

// After so many times without an answer the store is down for whoever watches it.
constexpr int kHanging = 3;

}  // namespace

StoreWatch::StoreWatch(Options options) : options_(std::move(options)), thread_([this] { Run(); }) {}

StoreWatch::~StoreWatch() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
  }
  wake_.NotifyAll();
  thread_.join();
}

StoreWatch::Seen StoreWatch::seen() const {
  MutexLock lock(mutex_);
  if (std::chrono::steady_clock::now() - looked_ > absl::ToChronoNanoseconds(kHanging * options_.every)) return {};
  return seen_;
}

void StoreWatch::Run() {
  for (;;) {
    const Seen seen = Look();
    MutexLock lock(mutex_);
    seen_ = seen;
    looked_ = std::chrono::steady_clock::now();
    if (!stopping_) wake_.WaitFor(mutex_, options_.every);
    if (stopping_) return;
  }
}

StoreWatch::Seen StoreWatch::Look() {
  if (connection_ == nullptr || !connection_->usable()) {
    connection_ = nullptr;
    absl::StatusOr<std::unique_ptr<storage::Connection>> opened = storage::Connection::Open(options_.endpoint);
    if (!opened.ok()) return {};
    connection_ = *std::move(opened);
  }
  const absl::StatusOr<events::Backlog> backlog = events::ReadBacklog(*connection_);
  if (!backlog.ok()) return {};
  const absl::Time now = options_.clock.Now();
  return {.up = true,
          .outbox_events = backlog->events,
          .outbox_age = std::max(now - backlog->oldest.value_or(now), absl::ZeroDuration())};
}

}  // namespace adagio::server
