#include "services/platform/events/feed.h"

#include <bit>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/check.h"
#include "services/platform/foundation/status.h"

namespace adagio::events {
namespace {

std::string SelectOf(size_t practices) {
  std::string sql = "SELECT practice_id, forgotten, position FROM adagio_events.feed_end WHERE practice_id IN (?";
  for (size_t i = 1; i < practices; ++i) absl::StrAppend(&sql, ", ?");
  return absl::StrCat(sql, ")");
}

}  // namespace

absl::StatusOr<std::vector<Extent>> ExtentsOf(storage::Statements& store, absl::Span<const PracticeId> practices) {
  CHECK(practices.size() <= kMostExtents);
  if (practices.empty()) return std::vector<Extent>();
  // So many, a power of two, that few texts are ever prepared; the last one stands for those that are too many.
  std::vector<storage::Value> values(practices.begin(), practices.end());
  values.resize(std::bit_ceil(practices.size()), practices.back());
  ASSIGN_OR_RETURN(const storage::Rows rows, store.Query(SelectOf(values.size()), values));
  std::vector<Extent> extents;
  for (const storage::Row& row : rows) extents.push_back({row.AsId<PracticeId>(0), row.Int(1), row.Int(2)});
  return extents;
}

absl::StatusOr<Extent> ExtentOf(storage::Statements& store, const PracticeId& practice) {
  ASSIGN_OR_RETURN(const std::vector<Extent> extents, ExtentsOf(store, {&practice, 1}));
  return extents.empty() ? Extent{.practice = practice} : extents[0];
}

}  // namespace adagio::events
