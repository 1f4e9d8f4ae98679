#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/homework/domain/facts.h"

namespace adagio::homework {

// A step of a ladder. Its number is its own for ever: assignments and foreseen discomfort hold it.
struct LadderStep {
  int number = 0;  // from 1; one inserted later has the next free number
  std::string label;
  std::string activity;
  absl::Duration usual_length = absl::ZeroDuration();  // of the smaller part of a split step; zero: the activity's

  friend bool operator==(const LadderStep&, const LadderStep&) = default;
};

// An exposure ladder: activities from the gentlest upward, for a set of participants.
struct Ladder {
  LadderId id;
  std::vector<PartnerId> participants;  // sorted
  std::vector<LadderStep> steps;        // from the gentlest upward, whatever their numbers
  int baseline = 0;                     // the number of the step its participants are at ease with; 0: none marked
  Version returned = 0;                 // when its participants last went back to the baseline; 0: never

  const LadderStep* Find(int number) const;
};

// The steps of a new ladder, numbered and labelled from 1.
std::vector<LadderStep> StepsOf(const std::vector<std::string>& activities);

// OK for one to eight partners of the unit, each once, and steps whose tiers never fall. FIELD_INVALID otherwise.
absl::Status CheckLadder(const UnitFacts& facts, const std::vector<PartnerId>& participants,
                         const std::vector<Activity>& steps);

// Puts a step of `activity` behind the step numbered `after`, before the next. `lower` and `upper` are the activities
// of the two; upper is null where there is no next. FIELD_INVALID where its tier does not fit between theirs or the
// ladder is full.
absl::StatusOr<Ladder> InsertStep(Ladder ladder, int after, const Activity& activity, const Activity& lower,
                                  const Activity* upper);

// Puts a smaller part of the step numbered `step` before it: the same activity, for `smaller`. `activity` is the
// step's. FIELD_INVALID where that is not shorter than the step, or the ladder has no such step or is full.
absl::StatusOr<Ladder> SplitStep(Ladder ladder, int step, absl::Duration smaller, const Activity& activity);

// Puts the steps in the order of `numbers`, whose activities are `activities`. FIELD_INVALID unless each number of the
// ladder is there once and tiers never fall.
absl::StatusOr<Ladder> ReorderSteps(Ladder ladder, const std::vector<int>& numbers,
                                    const std::vector<Activity>& activities);

// The highest tier its participants stand on: that of the baseline, or of a step of the ladder that a therapist marked
// completed since they last went back; 0 where there is neither. A step more than one tier above it is a jump.
int GroundOf(const UnitFacts& facts, const Ladder& ladder, int tier_of_baseline);

// Marks the step numbered `step`. FIELD_INVALID where the ladder has none.
absl::StatusOr<Ladder> MarkBaseline(Ladder ladder, int step);

// Whether `assignment` is a step of the ladder that a therapist marked completed since its participants last went back.
bool IsDone(const Assignment& assignment, const Ladder& ladder);

// Closes every assignment of the ladder that is not over and whose step stands above the baseline. Nothing else
// changes: no decline is made, none is forgotten. NOT_AVAILABLE without a baseline.
absl::StatusOr<UnitFacts> ReturnToBaseline(UnitFacts facts, const Ladder& ladder, absl::Time now);

}  // namespace adagio::homework
