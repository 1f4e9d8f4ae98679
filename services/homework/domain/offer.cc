#include "services/homework/domain/offer.h"

#include <algorithm>

#include "services/homework/domain/cool_off.h"
#include "services/homework/domain/limits.h"
#include "services/homework/domain/show.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

constexpr absl::Duration kFarthestStart = absl::Hours(366 * 24);

absl::Status CheckSchedule(const Schedule& schedule, absl::Time now) {
  if (schedule.windows().empty()) return RefuseField("terms.occurrences", "at least one");
  if (schedule.starts_at() > now + kFarthestStart) return RefuseField("terms.starts_at", "at most a year ahead");
  if (schedule.ends_at() <= now) return RefuseField("terms.starts_at", "the window has passed");
  return absl::OkStatus();
}

absl::Status CheckLengths(const Proposal& proposal) {
  if (proposal.usual_length <= absl::ZeroDuration() || proposal.usual_length > absl::Hours(24)) {
    return RefuseField("terms.usual_length", "above zero, at most a day");
  }
  if (proposal.usual_length > proposal.at_most) {
    return RefuseField("terms.usual_length", "no longer than its part of the step");
  }
  if (proposal.shorter_length <= absl::ZeroDuration() || proposal.shorter_length > proposal.usual_length) {
    return RefuseField("terms.shorter_length", "above zero, at most the usual length");
  }
  return absl::OkStatus();
}

absl::Status CheckParticipants(const UnitFacts& facts, const std::vector<PartnerId>& participants) {
  if (participants.empty()) return RefuseField("terms.participants", "at least one");
  for (const PartnerId& partner : participants) {
    const Member* member = facts.FindMember(partner);
    if (member == nullptr || member->left) return RefuseField("terms.participants", "a partner of the unit");
    if (std::count(participants.begin(), participants.end(), partner) > 1) {
      return RefuseField("terms.participants", "each partner once");
    }
  }
  return absl::OkStatus();
}

absl::Status CheckCompany(const Activity& activity, size_t participants) {
  if (participants < 2 && (activity.touch || activity.company == Company::kTogether)) {
    return RefuseField("terms.participants", "this takes two or more");
  }
  if (participants > 1 && activity.company == Company::kAlone) {
    return RefuseField("terms.participants", "this is for one partner alone");
  }
  return absl::OkStatus();
}

absl::Status CheckJointWork(const UnitFacts& facts, const std::vector<PartnerId>& participants,
                            const std::string& activity, absl::Time now) {
  if (!AllCleared(facts, participants))
    return Refuse(Reason::kClearanceHeld, "a participant is not cleared or is held");
  if (!AgreementHolds(facts, participants, now)) {
    return Refuse(Reason::kOutsideAgreement, "no agreement of these participants is in force");
  }
  if (RepairIsOpen(facts, participants)) return Refuse(Reason::kOutsideAgreement, "a repair among them is open");
  if (!StancesCover(facts, participants, activity)) {
    return Refuse(Reason::kOutsideAgreement, "not every stance covers the activity");
  }
  return absl::OkStatus();
}

Assignment FromProposal(const Proposal& proposal, const std::vector<PartnerId>& participants, const Moment& moment) {
  return Assignment{.id = proposal.id,
                    .activity = proposal.activity.key,
                    .tier = proposal.activity.tier,
                    .ladder = proposal.ladder,
                    .step = proposal.step,
                    .participants = participants,
                    .schedule = proposal.schedule,
                    .usual_length = proposal.usual_length,
                    .shorter_length = proposal.shorter_length,
                    .offered_at = moment.now,
                    .offered = moment.version,
                    .kind = proposal.step > 0 ? AssignmentKind::kExposureStep : proposal.activity.kind,
                    .contraindications = proposal.activity.contraindications};
}

// The assignment, or why there is none to act on.
absl::StatusOr<Assignment*> Find(UnitFacts& facts, const AssignmentId& id) {
  Assignment* assignment = facts.FindAssignment(id);
  if (assignment == nullptr) return Refuse(Reason::kResourceMissing, "no such assignment");
  return assignment;
}

absl::StatusOr<Assignment*> FindUnended(UnitFacts& facts, const AssignmentId& id) {
  ASSIGN_OR_RETURN(Assignment * assignment, Find(facts, id));
  if (assignment->completed || assignment->closed) return Refuse(Reason::kAlreadyOver, "completed or closed");
  return assignment;
}

}  // namespace

absl::StatusOr<UnitFacts> Offer(UnitFacts facts, const Proposal& proposal, const Moment& moment) {
  RETURN_IF_ERROR(CheckSchedule(proposal.schedule, moment.now));
  RETURN_IF_ERROR(CheckLengths(proposal));
  RETURN_IF_ERROR(CheckParticipants(facts, proposal.participants));
  std::vector<PartnerId> participants = proposal.participants;
  std::sort(participants.begin(), participants.end());
  const Activity& activity = proposal.activity;
  RETURN_IF_ERROR(CheckCompany(activity, participants.size()));
  if (participants.size() > 1) RETURN_IF_ERROR(CheckJointWork(facts, participants, activity.key, moment.now));
  if (IsContraindicated(facts, participants, activity.contraindications)) {
    return Refuse(Reason::kContraindicated, "something speaks against it for a participant");
  }
  if (IsCoolingOff(facts, activity.key, activity.tier, participants, moment.now)) {
    return Refuse(Reason::kCoolingOff, "the activity rests after a decline or withdrawal");
  }
  if (proposal.IsJump() && !proposal.jump_confirmed) {
    return Refuse(Reason::kJumpUnconfirmed, "more than one tier up, and no reason given");
  }
  facts.assignments.push_back(FromProposal(proposal, participants, moment));
  return facts;
}

absl::StatusOr<UnitFacts> Reschedule(UnitFacts facts, const AssignmentId& replaced, const Proposal& proposal,
                                     const Moment& moment) {
  ASSIGN_OR_RETURN(Assignment * old, FindUnended(facts, replaced));
  std::vector<PartnerId> participants = proposal.participants;
  std::sort(participants.begin(), participants.end());
  if (participants != old->participants) return RefuseField("terms.participants", "the same as before");
  const bool same = proposal.activity.key == old->activity;
  if (!same && proposal.activity.tier >= old->tier) return Refuse(Reason::kHarderStep, "not an easier step");
  if (proposal.usual_length > old->usual_length) return Refuse(Reason::kHarderStep, "longer than before");
  old->closed = true;
  Proposal same_or_easier = proposal;
  same_or_easier.ground = std::nullopt;  // no jump: it goes no higher than what was offered before
  return Offer(std::move(facts), same_or_easier, moment);
}

absl::StatusOr<UnitFacts> PauseByTherapist(UnitFacts facts, const AssignmentId& id, const Moment& moment) {
  ASSIGN_OR_RETURN(Assignment * assignment, Find(facts, id));
  if (IsOver(facts, *assignment, moment.now)) return facts;
  assignment->paused_by_therapist = true;
  assignment->stopped = moment.version;
  return facts;
}

absl::StatusOr<UnitFacts> Resume(UnitFacts facts, const AssignmentId& id) {
  ASSIGN_OR_RETURN(Assignment * assignment, FindUnended(facts, id));
  assignment->paused_by_therapist = false;
  return facts;
}

absl::StatusOr<UnitFacts> Complete(UnitFacts facts, const AssignmentId& id) {
  ASSIGN_OR_RETURN(Assignment * assignment, FindUnended(facts, id));
  assignment->completed = true;
  return facts;
}

absl::StatusOr<UnitFacts> Close(UnitFacts facts, const AssignmentId& id) {
  ASSIGN_OR_RETURN(Assignment * assignment, FindUnended(facts, id));
  assignment->closed = true;
  return facts;
}

}  // namespace adagio::homework
