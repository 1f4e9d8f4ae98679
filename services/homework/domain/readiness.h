#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "services/homework/domain/facts.h"
#include "services/homework/domain/ladder.h"
#include "services/homework/domain/library.h"

// What could come next, for the therapist to weigh. Nothing here changes anything and no partner sees it: only a
// clinician's act offers a step. What was declined, paused or left unfinished is evidence of nothing, and so is a
// check-in that is not there.
namespace adagio::homework {

// Discomfort up to this was easy enough to think of a next step. 0 to 100. Policy, unverified.
constexpr int kEasyDiscomfort = 40;

// The highest discomfort a participant noted, in the order of the notes.
struct FeltDiscomfort {
  AssignmentId assignment;
  PartnerId partner;
  int peak = 0;
};

// What the latest of `felt` says of each participant at the step numbered `step`.
std::map<PartnerId, int> FeltAt(const UnitFacts& facts, const Ladder& ladder, int step,
                                const std::vector<FeltDiscomfort>& felt);

// The step behind the highest one that was completed since the last return.
struct NextStep {
  LadderStep step;
  std::vector<AssignmentId> evidence;  // the assignments completed on the step before
  std::map<PartnerId, int> felt;       // at it, of those who said
  bool jump = false;                   // offering it wants a reason
};

// Absent where nothing was completed, no step is behind it, an offer of it stands, somebody felt more than
// kEasyDiscomfort at the step before, or it could not be offered at `now`. `facts` hold all assignments.
std::optional<NextStep> SuggestNext(const UnitFacts& facts, const Ladder& ladder, const Library& library,
                                    const std::vector<FeltDiscomfort>& felt, absl::Time now);

// The assignments, not over, that each partner's stress stopped and who has not said yes to them since.
std::map<PartnerId, std::vector<AssignmentId>> StoppedByStress(const UnitFacts& facts, absl::Time now);

}  // namespace adagio::homework
