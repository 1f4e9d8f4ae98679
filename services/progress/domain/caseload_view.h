#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/platform/foundation/scope.h"
#include "services/progress/domain/caseload.h"

// Who sees what of a caseload.
namespace adagio::progress {

enum class CaseloadView {
  kOwn,         // the units the caller treats now
  kSupervised,  // the units of those whom the caller supervises now, and who treats them
  kCounts,      // counts of the whole practice, which name nobody
};

// The one decision. PERMISSION_DENIED for everybody else.
absl::StatusOr<CaseloadView> ViewFor(Role role);

// Counts are published in steps of this many: a count stands for itself and the five above it. Fewer than one step are
// not published.
inline constexpr int64_t kCountStep = 6;

struct PublishedOutcomes {
  std::string instrument;
  std::optional<int64_t> paired, unpaired, recovered, improved, unchanged, deteriorated, harmed, unjudged;
};

struct PublishedMatters {
  MatterKind kind = MatterKind::kSafetyAlert;
  std::optional<int64_t> waiting;
};

// What may be said of a practice to who may read nothing clinical. An instrument with fewer than a step of pairs is
// left out. Cells of 1 to 4 stay unknown beside every other figure of the report and beside the report of one partner
// more or less: suppressing small cells and their complements alone did not keep that, since which cells are
// complements tells.
struct PublishedCounts {
  std::optional<int64_t> units;
  std::optional<int64_t> partners;
  std::vector<PublishedOutcomes> outcomes;
  std::vector<PublishedMatters> matters;
};

PublishedCounts PublishedOf(const CaseloadFigures& figures);

}  // namespace adagio::progress
