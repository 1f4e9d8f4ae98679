#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/homework/domain/facts.h"

// What a clinician does with assignments. Only these make or replace one: nothing advances by itself.
//
// Each takes the facts as they are and returns them as they are after it. FAILED_PRECONDITION reasons here name causes
// and are for clinicians only.
namespace adagio::homework {

// What the participants are to be asked.
struct Proposal {
  AssignmentId id;
  Activity activity;
  LadderId ladder;  // nil: not a ladder's step
  int step = 0;     // from 1; 0: not a ladder's step
  std::vector<PartnerId> participants;
  Schedule schedule;              // ends after now and starts within a year
  absl::Duration usual_length;    // above zero, at most a day
  absl::Duration shorter_length;  // above zero, at most usual_length
  // Of a ladder's step: the highest tier its participants stand on (ladder.h), and whether the therapist gave a reason
  // to go more than one tier beyond it.
  std::optional<int> ground = {};
  bool jump_confirmed = false;
  absl::Duration at_most = absl::InfiniteDuration();  // of a smaller part of a split step: no longer than that

  // Whether it goes more than one tier beyond the ground.
  bool IsJump() const { return ground.has_value() && activity.tier > *ground + 1; }
};

// Offers it: everyone is asked. CLEARANCE_HELD, OUTSIDE_AGREEMENT, CONTRAINDICATED, COOLING_OFF or JUMP_UNCONFIRMED
// where it may not be offered now; a joint one only within what the agreement in force and every stance cover.
// FIELD_INVALID where the proposal itself is wrong.
absl::StatusOr<UnitFacts> Offer(UnitFacts facts, const Proposal& proposal, const Moment& moment);

// Closes `replaced` and offers `proposal` to the same participants. HARDER_STEP unless it is the same activity or one
// of a lower tier, no longer than before. ALREADY_OVER when `replaced` was completed or closed by a clinician.
absl::StatusOr<UnitFacts> Reschedule(UnitFacts facts, const AssignmentId& replaced, const Proposal& proposal,
                                     const Moment& moment);

// Stops it until Resume. Harmless once it is over.
absl::StatusOr<UnitFacts> PauseByTherapist(UnitFacts facts, const AssignmentId& id, const Moment& moment);
// Ends a therapist's pause; everyone is asked again. Other stops stay.
absl::StatusOr<UnitFacts> Resume(UnitFacts facts, const AssignmentId& id);
// Marks it completed, also after its window. ALREADY_OVER once completed or closed.
absl::StatusOr<UnitFacts> Complete(UnitFacts facts, const AssignmentId& id);
// Takes it back. ALREADY_OVER once completed or closed.
absl::StatusOr<UnitFacts> Close(UnitFacts facts, const AssignmentId& id);

}  // namespace adagio::homework
