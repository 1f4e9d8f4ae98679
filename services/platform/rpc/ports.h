#pragma once

#include <functional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/platform/foundation/access_record.h"
#include "services/platform/foundation/standing.h"

namespace adagio::rpc {

// The door's question to the directory. Bound by directory's module.
class Accounts {
 public:
  virtual ~Accounts() = default;
  // An answer each, in their order, as of a moment after the question. An account that is not there is an answer, not
  // an error.
  virtual std::vector<absl::StatusOr<Standing>> Find(absl::Span<const Caller> callers) = 0;
};

// Where the door records reads, refusals and denials. Bound to the audit trail by the server.
class AccessLog {
 public:
  virtual ~AccessLog() = default;
  // Calls `durable` once, from any thread, when the record is on disk, or with why it is not.
  virtual void Record(AccessRecord record, std::function<void(absl::Status)> durable) = 0;
};

}  // namespace adagio::rpc
