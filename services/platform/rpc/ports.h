#pragma once

#include <functional>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/foundation/access_record.h"

namespace adagio::rpc {

// What a token's bearer is in a practice and towards a unit, at this moment.
struct Standing {
  Principal principal;           // kNobody where the practice has no open account of that role and subject
  bool related_to_unit = false;  // member (partner), treats it (therapist), supervises who treats it (supervisor)
  int64_t unit_version = 0;      // the unit's guard version in the same snapshot; 0 where there is no such unit
};

// The door's question to the directory. Bound by directory's module.
class Accounts {
 public:
  virtual ~Accounts() = default;
  // `unit` is nil where the call names none. An account that is not there is an answer, not an error.
  virtual absl::StatusOr<Standing> Find(const PracticeId& practice, const UnitId& unit, Role role,
                                        absl::string_view subject) = 0;
};

// Where the door records reads, refusals and denials. Bound to the audit trail by the server.
class AccessLog {
 public:
  virtual ~AccessLog() = default;
  // Calls `durable` once, from any thread, when the record is on disk, or with why it is not.
  virtual void Record(AccessRecord record, std::function<void(absl::Status)> durable) = 0;
};

}  // namespace adagio::rpc
