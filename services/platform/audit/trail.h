#pragma once

#include <functional>
#include <memory>

#include "absl/status/status.h"
#include "services/platform/foundation/access_record.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/storage/pool.h"
#include "services/platform/storage/transaction.h"

namespace adagio::audit {

// The audit trail of this process: hash chains of access records, one chain (stream) a connection.
//
//   leaf = SHA256(0x00 ‖ canonical record)        head = SHA256(0x01 ‖ previous head ‖ leaf)
//
// A head advances only after COMMIT, so transactions never wait for each other. Safe from any thread.
class Trail {
 public:
  // Writes `record` in `tx`, next in the stream of `connection`. Call Settle with how the transaction ended.
  virtual absl::Status Append(storage::Transaction& tx, const storage::Connection& connection,
                              const AccessRecord& record) = 0;
  enum class Ending { kCommitted, kRolledBack, kUnknown };
  // Advances, keeps or abandons the stream of `connection`. A stream whose last commit is unknown is never continued.
  virtual void Settle(const storage::Connection& connection, Ending ending) = 0;

  // Commits `record` with others in a group, then calls `durable` once, from another thread, with how it went:
  // UNAVAILABLE/STORE_UNAVAILABLE when the record may not be there. RESOURCE_EXHAUSTED/QUOTA, when too many wait, is
  // told at once, from this thread.
  virtual void AppendAlone(AccessRecord record, std::function<void(absl::Status)> durable) = 0;

  virtual ~Trail() = default;
};

}  // namespace adagio::audit
