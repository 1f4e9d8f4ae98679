#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/platform/foundation/recent.h"
#include "services/platform/foundation/standing.h"
#include "services/platform/storage/connection.h"

namespace adagio::directory {

// A standing, and the version of the practice's own guard in the same snapshot.
struct VersionedStanding {
  Standing standing;
  int64_t practice_version = 0;
};

// The standings of callers lately looked up. Accounts and relations change only in transactions that bump the guard of
// the unit or of the practice: a standing of the versions both have now is as good as looked up again, for the price of
// asking the versions. Safe from any thread.
class KnownStandings {
 public:
  explicit KnownStandings(size_t callers) : known_(callers) {}

  // Those that still hold in the snapshot of one statement, in the order of `callers`.
  absl::StatusOr<std::vector<std::optional<Standing>>> Recall(storage::Statements& reads,
                                                              absl::Span<const Caller> callers);
  // Does nothing where there is no such account or unit: those may come without a version changing.
  void Keep(const Caller& caller, const VersionedStanding& standing);

 private:
  Recent<Caller, VersionedStanding> known_;
};

}  // namespace adagio::directory
