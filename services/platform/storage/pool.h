#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "absl/time/time.h"
#include "services/platform/foundation/mutex.h"
#include "services/platform/storage/connection.h"

namespace adagio::storage {

// A bounded set of connections as one user, opened when first needed and kept. Safe from any thread.
class Pool {
 public:
  // How a pool is used, for whoever watches it.
  struct Use {
    std::atomic<int> leased = 0;
    std::atomic<uint64_t> waits = 0;    // callers that found none free
    std::atomic<uint64_t> refused = 0;  // callers that got none
  };
  struct Options {
    Endpoint endpoint;
    int size = 8;
    absl::Duration longest_wait = absl::Seconds(5);
    // How a connection is opened. Tests put one in between that fails.
    std::function<absl::StatusOr<std::unique_ptr<Connection>>(const Endpoint&)> open = Connection::Open;
    std::shared_ptr<Use> use = std::make_shared<Use>();
  };

  // A connection borrowed until the lease goes out of scope. One that is no longer usable is closed, not returned.
  class Lease {
   public:
    Lease(Lease&&) = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease();
    Connection& operator*() const { return *connection_; }
    Connection* operator->() const { return connection_.get(); }

   private:
    friend class Pool;
    Lease(Pool& pool, std::unique_ptr<Connection> connection) : pool_(&pool), connection_(std::move(connection)) {}
    Pool* pool_;
    std::unique_ptr<Connection> connection_;
  };

  explicit Pool(Options options) : options_(std::move(options)) {}
  // Waits for a free connection. UNAVAILABLE/STORE_UNAVAILABLE when none can be opened or the wait is too long.
  absl::StatusOr<Lease> Acquire();

 private:
  absl::StatusOr<std::unique_ptr<Connection>> Take();
  void Return(std::unique_ptr<Connection> connection);

  const Options options_;
  Mutex mutex_;
  Condition returned_;
  std::vector<std::unique_ptr<Connection>> idle_ ABSL_GUARDED_BY(mutex_);
  int open_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace adagio::storage
