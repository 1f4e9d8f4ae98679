#include "services/homework/domain/answer.h"

#include <algorithm>

#include "services/homework/domain/cool_off.h"
#include "services/homework/domain/limits.h"
#include "services/homework/domain/show.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

// The assignment as its participant may act on it. Missing and not a participant look alike.
absl::StatusOr<Assignment*> FindFor(UnitFacts& facts, const AssignmentId& id, const PartnerId& partner) {
  Assignment* assignment = facts.FindAssignment(id);
  if (assignment == nullptr || !Names(assignment->participants, partner)) {
    return Refuse(Reason::kResourceMissing, "no such assignment");
  }
  return assignment;
}

// Keeps the newest decline of each partner and activity, and returns it: higher tiers that rest go on doing so.
Decline Remember(UnitFacts& facts, Decline decline) {
  const auto same = [&](const Decline& d) { return d.partner == decline.partner && d.activity == decline.activity; };
  const auto found = std::find_if(facts.declines.begin(), facts.declines.end(), same);
  if (found == facts.declines.end()) {
    facts.declines.push_back(decline);
  } else {
    decline.step = decline.step || (found->step && !found->reopened && decline.at < found->at + kCoolOff);
    *found = decline;
  }
  return decline;
}

// Records what stops `assignment`, and lets every step rest that the decline speaks about.
void Stop(UnitFacts& facts, Assignment& assignment, const PartnerId& partner, AnswerKind stop, const Moment& moment) {
  assignment.answers[partner] = Answer{stop, moment.version, moment.now};
  assignment.stopped = moment.version;
  const Decline decline = Remember(facts, {.partner = partner,
                                           .activity = assignment.activity,
                                           .tier = assignment.tier,
                                           .step = assignment.is_step(),
                                           .at = moment.now});
  for (Assignment& other : facts.assignments) {
    if (SpeaksAbout(decline, other.activity, other.tier, other.participants)) other.stopped = moment.version;
  }
}

void Reopen(UnitFacts& facts, const std::string& activity, const PartnerId& partner) {
  for (Decline& decline : facts.declines) {
    if (decline.partner == partner && decline.activity == activity) decline.reopened = true;
  }
}

}  // namespace

absl::Status CheckAcknowledged(const UnitFacts& facts, const PartnerId& partner) {
  const Member* member = facts.FindMember(partner);
  if (member == nullptr || !member->acknowledged) {
    return Refuse(Reason::kPolicyUnacknowledged, "the confidence policy is not acknowledged");
  }
  return absl::OkStatus();
}

absl::StatusOr<UnitFacts> RecordAnswer(UnitFacts facts, const AssignmentId& id, const PartnerId& partner,
                                       AnswerKind answer, const Moment& moment) {
  ASSIGN_OR_RETURN(Assignment * assignment, FindFor(facts, id, partner));
  if (IsOver(facts, *assignment, moment.now)) return Refuse(Reason::kNotAvailable, "it is over");
  if (Stops(answer)) {
    Stop(facts, *assignment, partner, answer, moment);
    return facts;
  }
  const std::optional<absl::Time> aside = SetAsideUntil(*assignment, *facts.FindMember(partner));
  if (!aside.has_value() || moment.now >= *aside) Reopen(facts, assignment->activity, partner);
  Answer& given = assignment->answers[partner] = Answer{answer, moment.version, moment.now};
  // A yes to what is stopped is spent as it is given: whether it still stood when the pause ends would tell its giver
  // whether something else stopped it in between.
  if (Show(facts, *assignment, moment.now).state == State::kPaused) given.version = assignment->offered;
  return facts;
}

UnitFacts ReopenActivity(UnitFacts facts, const std::string& activity, const PartnerId& partner) {
  Reopen(facts, activity, partner);
  return facts;
}

absl::StatusOr<UnitFacts> PauseByParticipant(UnitFacts facts, const AssignmentId& id, const PartnerId& partner,
                                             const Moment& moment) {
  ASSIGN_OR_RETURN(Assignment * assignment, FindFor(facts, id, partner));
  if (IsOver(facts, *assignment, moment.now)) return facts;
  Stop(facts, *assignment, partner, AnswerKind::kPaused, moment);
  return facts;
}

absl::StatusOr<UnitFacts> CheckIn(UnitFacts facts, const AssignmentId& id, const PartnerId& partner,
                                  std::optional<int> stress, int threshold, const Moment& moment) {
  ASSIGN_OR_RETURN(Assignment * assignment, FindFor(facts, id, partner));
  RETURN_IF_ERROR(CheckAcknowledged(facts, partner));
  if (!stress.has_value() || *stress <= threshold || IsOver(facts, *assignment, moment.now)) return facts;
  Stop(facts, *assignment, partner, AnswerKind::kStress, moment);
  return facts;
}

absl::StatusOr<UnitFacts> SetStance(UnitFacts facts, const AgreementId& id, const PartnerId& partner,
                                    const std::string& activity, Stance stance, const Moment& moment) {
  const auto agreement =
      std::find_if(facts.agreements.begin(), facts.agreements.end(), [&](const Agreement& a) { return a.id == id; });
  if (agreement == facts.agreements.end() || !Names(agreement->participants, partner)) {
    return Refuse(Reason::kResourceMissing, "no such agreement");
  }
  RETURN_IF_ERROR(CheckAcknowledged(facts, partner));
  agreement->stances[partner][activity] = stance;
  if (Covers(stance)) return facts;
  for (Assignment& assignment : facts.assignments) {
    if (assignment.activity == activity && assignment.participants == agreement->participants) {
      assignment.stopped = moment.version;
    }
  }
  return facts;
}

}  // namespace adagio::homework
