#include "services/feed/store/feed_store.h"

#include <algorithm>
#include <bit>

#include "absl/strings/str_cat.h"
#include "services/platform/events/feed.h"
#include "services/platform/foundation/status.h"

namespace adagio::feed {
namespace {

// The most units one statement asks about.
constexpr size_t kUnitsTogether = 64;

// A look-up by whole key each: given a list of pairs, the database scans.
std::string VersionsOfSo(size_t many) {
  constexpr absl::string_view kOne =
      "SELECT practice_id, unit_id, version FROM adagio_spine.unit_guard WHERE practice_id = ? AND unit_id = ?";
  std::string sql(kOne);
  for (size_t i = 1; i < many; ++i) absl::StrAppend(&sql, " UNION ALL ", kOne);
  return sql;
}

}  // namespace

absl::StatusOr<std::map<PracticeId, Extent>> ExtentsOf(storage::Statements& reads,
                                                       const std::set<PracticeId>& practices) {
  std::map<PracticeId, Extent> all;
  const std::vector<PracticeId> list(practices.begin(), practices.end());
  for (size_t from = 0; from < list.size(); from += events::kMostExtents) {
    const auto some = absl::MakeConstSpan(list).subspan(from, events::kMostExtents);
    ASSIGN_OR_RETURN(const std::vector<events::Extent> extents, events::ExtentsOf(reads, some));
    for (const events::Extent& extent : extents) all[extent.practice] = {extent.forgotten, extent.last};
  }
  return all;
}

absl::StatusOr<std::vector<Entry>> EntriesAfter(storage::Statements& reads, const PracticeId& practice,
                                                int64_t position, int64_t limit) {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   reads.Query("SELECT position, event_id, unit_id, type, resource_id, revision, at"
                               " FROM adagio_events.feed WHERE practice_id = ? AND position > ?"
                               " ORDER BY position LIMIT ?",
                               {practice, position, limit}));
  std::vector<Entry> entries;
  for (const storage::Row& row : rows) {
    entries.push_back(
        {row.Int(0), row.AsUuid(1), row.AsId<UnitId>(2), row.Text(3), row.AsUuid(4), row.Int(5), row.AsTime(6)});
  }
  return entries;
}

absl::StatusOr<std::set<UnitId>> TreatedBy(storage::Statements& reads, const PracticeId& practice,
                                           const Uuid& therapist) {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   reads.Query("SELECT unit_id FROM adagio_spine.relation"
                               " WHERE practice_id = ? AND principal_id = ? AND kind = 2 AND ended_at IS NULL",
                               {practice, therapist}));
  std::set<UnitId> units;
  for (const storage::Row& row : rows) units.insert(row.AsId<UnitId>(0));
  return units;
}

absl::StatusOr<std::set<Uuid>> EscalatedTo(storage::Statements& reads, const PracticeId& practice,
                                           const Uuid& clinician) {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   reads.Query("SELECT alert_id FROM adagio_spine.escalation WHERE practice_id = ? AND backup_id = ?",
                               {practice, clinician}));
  std::set<Uuid> alerts;
  for (const storage::Row& row : rows) alerts.insert(row.AsUuid(0));
  return alerts;
}

absl::StatusOr<std::map<UnitOfPractice, int64_t>> VersionsOf(storage::Statements& reads,
                                                             const std::set<UnitOfPractice>& units) {
  std::map<UnitOfPractice, int64_t> versions;
  const std::vector<UnitOfPractice> list(units.begin(), units.end());
  for (size_t from = 0; from < list.size(); from += kUnitsTogether) {
    const size_t some = std::min(kUnitsTogether, list.size() - from);
    std::vector<storage::Value> values;
    // A power of two, so that few texts are ever prepared.
    for (size_t i = 0; i < std::bit_ceil(some); ++i) {
      const auto& [practice, unit] = list[from + std::min(i, some - 1)];
      values.insert(values.end(), {practice, unit});
    }
    ASSIGN_OR_RETURN(const storage::Rows rows, reads.Query(VersionsOfSo(values.size() / 2), values));
    for (const storage::Row& row : rows) versions[{row.AsId<PracticeId>(0), row.AsId<UnitId>(1)}] = row.Int(2);
  }
  return versions;
}

}  // namespace adagio::feed
