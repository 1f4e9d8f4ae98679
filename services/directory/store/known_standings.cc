#include "services/directory/store/known_standings.h"

#include <algorithm>
#include <string>

#include "services/platform/foundation/status.h"

namespace adagio::directory {
namespace {

// The most guards one statement asks for.
constexpr size_t kTogether = 64;

using Guard = std::pair<PracticeId, UnitId>;
using Versions = std::map<Guard, int64_t>;

// Whole keys joined by OR, which become as many points of one look-up; an IN list of pairs would scan.
const std::string& VersionsOf(size_t count) {
  static const std::vector<std::string>& statements = *[] {
    auto* made =
        new std::vector<std::string>{"SELECT practice_id, unit_id, version FROM adagio_spine.unit_guard WHERE "};
    for (size_t i = 0; i < kTogether; ++i) {
      made->push_back(made->back() + (i == 0 ? "" : " OR ") + "(practice_id = ? AND unit_id = ?)");
    }
    return made;
  }();
  return statements[count];
}

absl::Status Ask(storage::Statements& reads, absl::Span<const Guard> guards, Versions& versions) {
  std::vector<storage::Value> values;
  for (const auto& [practice, unit] : guards) values.insert(values.end(), {practice, unit});
  ASSIGN_OR_RETURN(const storage::Rows rows, reads.Query(VersionsOf(guards.size()), values));
  for (const storage::Row& row : rows) {
    versions[{PracticeId(row.AsUuid(0)), UnitId(row.AsUuid(1))}] = row.Int(2);
  }
  return absl::OkStatus();
}

bool Holds(const Caller& caller, const VersionedStanding& known, const Versions& versions) {
  const auto unit = versions.find({caller.practice, caller.unit});
  const auto practice = versions.find({caller.practice, UnitId()});
  return unit != versions.end() && unit->second == known.standing.unit_version && practice != versions.end() &&
         practice->second == known.practice_version;
}

}  // namespace

absl::StatusOr<std::vector<std::optional<Standing>>> KnownStandings::Recall(storage::Statements& reads,
                                                                            absl::Span<const Caller> callers) {
  std::vector<std::optional<VersionedStanding>> known;
  std::vector<Guard> guards;
  for (const Caller& caller : callers) {
    known.push_back(known_.Find(caller));
    if (known.back().has_value())
      guards.insert(guards.end(), {{caller.practice, caller.unit}, {caller.practice, UnitId()}});
  }
  std::sort(guards.begin(), guards.end());
  guards.erase(std::unique(guards.begin(), guards.end()), guards.end());
  Versions versions;
  for (size_t from = 0; from < guards.size(); from += kTogether) {
    RETURN_IF_ERROR(Ask(reads, absl::MakeConstSpan(guards).subspan(from, kTogether), versions));
  }
  std::vector<std::optional<Standing>> standings(callers.size());
  for (size_t i = 0; i < callers.size(); ++i) {
    if (known[i].has_value() && Holds(callers[i], *known[i], versions)) standings[i] = known[i]->standing;
  }
  return standings;
}

void KnownStandings::Keep(const Caller& caller, const VersionedStanding& standing) {
  if (standing.standing.principal.id.is_nil() || standing.standing.unit_version == 0) return;
  known_.Keep(caller, standing);
}

}  // namespace adagio::directory
