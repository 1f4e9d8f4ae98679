#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "services/platform/foundation/mutex.h"

namespace adagio::rpc {

// Counts what is going on at this moment, by key, so that nobody can have more than their share of it. Safe from any
// thread; outlives its tickets.
class InFlight {
 public:
  // Places held, at most four. They are free again when the ticket is released or gone.
  class Ticket {
   public:
    explicit Ticket(InFlight& in_flight) : in_flight_(in_flight) {}
    ~Ticket() { Release(); }
    Ticket(const Ticket&) = delete;
    Ticket& operator=(const Ticket&) = delete;

    // Takes one of the `cap` places of `key`; false, and nothing happens, when all are taken.
    bool Take(uint64_t key, size_t cap);
    void Release();

   private:
    InFlight& in_flight_;
    std::array<uint64_t, 4> keys_{};
    size_t taken_ = 0;
  };

  // How many places of `key` are taken.
  size_t Count(uint64_t key) const;

 private:
  mutable Mutex mutex_;
  absl::flat_hash_map<uint64_t, size_t> counts_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace adagio::rpc
