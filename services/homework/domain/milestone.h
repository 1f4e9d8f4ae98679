#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/homework/domain/facts.h"
#include "services/platform/foundation/sensitive.h"

// The coaching plan: what a therapist and partners look forward to. Nothing about a milestone can be late or missed: it
// has no date, and there is no third thing beside being reached and being let go.
namespace adagio::homework {

using MilestoneId = Id<struct MilestoneTag>;

struct Milestone {
  MilestoneId id;
  std::vector<PartnerId> participants;  // sorted
  Sensitive<std::string> text;
  Version noted = 0;
  std::optional<absl::Time> reached_at = {};
  bool gone = false;
};

// FIELD_INVALID unless its participants are one to eight partners of the unit, each once.
absl::Status CheckMilestone(const UnitFacts& facts, const Milestone& milestone);

// Harmless the second time. ALREADY_OVER once it was let go.
absl::StatusOr<Milestone> Reach(Milestone milestone, absl::Time now);

// Harmless the second time. ALREADY_OVER once it was reached.
absl::StatusOr<Milestone> LetGo(Milestone milestone);

// Whether `partner` sees it: one of those it names, while all of them belong to the unit.
bool IsShownTo(const UnitFacts& facts, const Milestone& milestone, const PartnerId& partner);

}  // namespace adagio::homework
