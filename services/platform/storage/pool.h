#pragma once

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
  struct Options {
    Endpoint endpoint;
    int size = 8;
    absl::Duration longest_wait = absl::Seconds(5);
    // How a connection is opened. Tests put one in between that fails.
    std::function<absl::StatusOr<std::unique_ptr<Connection>>(const Endpoint&)> open = Connection::Open;
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
  void Return(std::unique_ptr<Connection> connection);

  const Options options_;
  Mutex mutex_;
  Condition returned_;
  std::vector<std::unique_ptr<Connection>> idle_ ABSL_GUARDED_BY(mutex_);
  int open_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace adagio::storage
