#include "services/platform/storage/pool.h"

#include <utility>

#include "services/platform/foundation/patience.h"
#include "services/platform/foundation/status.h"

namespace adagio::storage {

Pool::Lease::~Lease() {
  if (connection_ != nullptr) pool_->Return(std::move(connection_));
}

absl::StatusOr<Pool::Lease> Pool::Acquire() {
  absl::StatusOr<std::unique_ptr<Connection>> connection = Take();
  if (!connection.ok()) {
    ++options_.use->refused;
    return std::move(connection).status();
  }
  ++options_.use->leased;
  return Lease(*this, *std::move(connection));
}

absl::StatusOr<std::unique_ptr<Connection>> Pool::Take() {
  const Patience patience(options_.longest_wait);
  {
    MutexLock lock(mutex_);
    if (idle_.empty() && open_ >= options_.size) ++options_.use->waits;
    while (idle_.empty() && open_ >= options_.size) {
      if (patience.over()) return Refuse(Reason::kStoreUnavailable, "every connection to the store is in use");
      returned_.WaitFor(mutex_, patience.left());
    }
    if (!idle_.empty()) {
      // The last one returned: its statements are the warmest.
      std::unique_ptr<Connection> connection = std::move(idle_.back());
      idle_.pop_back();
      return connection;
    }
    ++open_;
  }
  absl::StatusOr<std::unique_ptr<Connection>> opened = options_.open(options_.endpoint);
  if (opened.ok()) return opened;
  {
    MutexLock lock(mutex_);
    --open_;
  }
  returned_.NotifyOne();
  return opened;
}

void Pool::Return(std::unique_ptr<Connection> connection) {
  --options_.use->leased;
  // Closed after the lock is let go.
  std::vector<std::unique_ptr<Connection>> closing;
  {
    MutexLock lock(mutex_);
    if (connection->usable()) {
      idle_.push_back(std::move(connection));
    } else {
      // What ended this connection has often ended the idle ones too; each would cost a call.
      closing.swap(idle_);
      closing.push_back(std::move(connection));
      open_ -= static_cast<int>(closing.size());
    }
  }
  closing.empty() ? returned_.NotifyOne() : returned_.NotifyAll();
}

}  // namespace adagio::storage
