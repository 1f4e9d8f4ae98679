#include "services/homework/store/homework_store.h"
#include "services/platform/events/feed.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {

absl::StatusOr<int64_t> HomeworkStore::FeedPosition(storage::Statements& tx, const Scope& scope) const {
  ASSIGN_OR_RETURN(const events::Extent extent, events::ExtentOf(tx, scope.practice()));
  return extent.last;
}

}  // namespace adagio::homework
