#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/platform/audit/canonical.h"
#include "services/platform/foundation/access_record.h"
#include "services/platform/storage/connection.h"

namespace adagio::audit {

// Where a page of records ended.
struct Mark {
  absl::Time at;
  StreamId stream;
  int64_t seq = 0;
};

struct Page {
  std::vector<AccessRecord> records;  // newest first
  std::optional<Mark> next;           // nothing on the last page
};

// What is asked of a unit's records.
struct Accesses {
  PracticeId practice;
  UnitId unit;
  std::optional<Principal> only{};  // of this principal alone
  std::string without{};            // but those of this method; empty for all
  std::optional<Mark> after{};      // the page before ended here
  int64_t limit = 50;               // from 1
};

// `connection` is of user adagio_audit. A record that is added while pages are read stands on the first page or on
// none.
absl::StatusOr<Page> Read(storage::Statements& connection, const Accesses& accesses);

}  // namespace adagio::audit
