#include "services/homework/domain/show.h"

#include <algorithm>

#include "services/homework/domain/agreement.h"
#include "services/homework/domain/cool_off.h"
#include "services/homework/domain/limits.h"

namespace adagio::homework {
namespace {

// A repair concerns a step when at least two of the step's participants are in it.
bool Concerns(const Repair& repair, const std::vector<PartnerId>& participants) {
  return std::count_if(participants.begin(), participants.end(),
                       [&](const PartnerId& partner) { return Names(repair.participants, partner); }) >= 2;
}

// The newest stop of `assignment`: a yes stands only if it came after.
Version LastStop(const UnitFacts& facts, const Assignment& assignment) {
  Version last = std::max(assignment.offered, assignment.stopped);
  const bool painful = assignment.contraindications.Has(Contraindication::kPain);
  for (const PartnerId& partner : assignment.participants) {
    const Member* member = facts.FindMember(partner);
    if (member == nullptr) continue;
    if (painful) last = std::max(last, member->pain_stopped);
    if (assignment.joint()) last = std::max(last, member->stopped);
  }
  if (!assignment.joint()) return last;
  for (const Repair& repair : facts.repairs) {
    if (Concerns(repair, assignment.participants)) last = std::max(last, repair.opened);
  }
  if (const Agreement* agreement = facts.FindAgreement(assignment.participants)) {
    last = std::max(last, agreement->released);
  }
  return last;
}

Cause CauseOf(AnswerKind stop) {
  if (stop == AnswerKind::kStress) return Cause::kStress;
  if (stop == AnswerKind::kPaused) return Cause::kPausedByParticipant;
  return Cause::kDeclined;
}

void AddStopsOfJointWork(const UnitFacts& facts, const Assignment& a, absl::Time now, std::vector<Cause>& causes) {
  if (!AllCleared(facts, a.participants)) causes.push_back(Cause::kClearance);
  if (!AgreementHolds(facts, a.participants, now)) causes.push_back(Cause::kAgreement);
  if (!StancesCover(facts, a.participants, a.activity)) causes.push_back(Cause::kStance);
  if (RepairIsOpen(facts, a.participants)) causes.push_back(Cause::kRepair);
}

// Everything that stops it at `now`.
std::vector<Cause> Stops(const UnitFacts& facts, const Assignment& a, absl::Time now) {
  std::vector<Cause> causes;
  for (const auto& [partner, answer] : a.answers) {
    if (homework::Stops(answer.kind)) causes.push_back(CauseOf(answer.kind));
  }
  if (a.paused_by_therapist) causes.push_back(Cause::kPausedByTherapist);
  if (a.joint()) AddStopsOfJointWork(facts, a, now, causes);
  if (IsCoolingOff(facts, a.activity, a.tier, a.participants, now)) causes.push_back(Cause::kCoolingOff);
  if (IsContraindicated(facts, a.participants, a.contraindications)) causes.push_back(Cause::kContraindicated);
  if (IsSetAside(facts, a, now)) causes.push_back(Cause::kSetAside);
  return causes;
}

}  // namespace

bool AnyLeft(const UnitFacts& facts, const std::vector<PartnerId>& participants) {
  return std::any_of(participants.begin(), participants.end(), [&](const PartnerId& partner) {
    const Member* member = facts.FindMember(partner);
    return member == nullptr || member->left;
  });
}

bool AllCleared(const UnitFacts& facts, const std::vector<PartnerId>& participants) {
  return std::all_of(participants.begin(), participants.end(), [&](const PartnerId& partner) {
    const Member* member = facts.FindMember(partner);
    return member != nullptr && member->cleared && !member->held;
  });
}

bool AgreementHolds(const UnitFacts& facts, const std::vector<PartnerId>& participants, absl::Time now) {
  const Agreement* agreement = facts.FindAgreement(participants);
  return agreement != nullptr && agreement->released > 0 && now < agreement->review_at;
}

bool StancesCover(const UnitFacts& facts, const std::vector<PartnerId>& participants, const std::string& activity) {
  const Agreement* agreement = facts.FindAgreement(participants);
  if (agreement == nullptr) return false;
  if (std::find(agreement->activities.begin(), agreement->activities.end(), activity) == agreement->activities.end()) {
    return false;
  }
  return std::all_of(participants.begin(), participants.end(), [&](const PartnerId& partner) {
    const auto of_partner = agreement->stances.find(partner);
    if (of_partner == agreement->stances.end()) return false;
    const auto stance = of_partner->second.find(activity);
    return stance != of_partner->second.end() && Covers(stance->second);
  });
}

bool RepairIsOpen(const UnitFacts& facts, const std::vector<PartnerId>& participants) {
  return std::any_of(facts.repairs.begin(), facts.repairs.end(),
                     [&](const Repair& repair) { return repair.open && Concerns(repair, participants); });
}

bool YesStands(const UnitFacts& facts, const Assignment& assignment, const PartnerId& partner, absl::Time now) {
  const auto found = assignment.answers.find(partner);
  if (found == assignment.answers.end()) return false;
  const Answer& answer = found->second;
  if (Stops(answer.kind) || answer.version <= LastStop(facts, assignment)) return false;
  return answer.kind == AnswerKind::kYes || now < assignment.schedule.EndOfOccurrence(answer.at);
}

bool IsOver(const UnitFacts& facts, const Assignment& assignment, absl::Time now) {
  return assignment.completed || assignment.closed || now >= assignment.schedule.ends_at() ||
         AnyLeft(facts, assignment.participants);
}

Shown Show(const UnitFacts& facts, const Assignment& assignment, absl::Time now) {
  Shown shown{.length = assignment.usual_length};
  if (IsOver(facts, assignment, now)) {
    shown.state = assignment.completed ? State::kCompleted : State::kClosed;
    return shown;
  }
  shown.causes = Stops(facts, assignment, now);
  shown.state = shown.causes.empty() ? State::kActive : State::kPaused;
  for (const PartnerId& partner : assignment.participants) {
    if (!YesStands(facts, assignment, partner, now)) {
      shown.causes.push_back(Cause::kAwaitsAnswer);
      if (shown.state == State::kActive) shown.state = State::kOffered;
    } else if (assignment.answers.at(partner).kind == AnswerKind::kTentativeYes) {
      shown.length = assignment.shorter_length;
    }
  }
  if (!assignment.schedule.IsOpen(now)) {
    shown.causes.push_back(Cause::kNotYet);
    if (shown.state == State::kActive) shown.state = State::kOffered;
  }
  return shown;
}

absl::Time HoldsUntil(const UnitFacts& facts, const PartnerId& viewer, absl::Time now) {
  absl::Time until = absl::InfiniteFuture();
  const auto note = [&](absl::Time at) { until = at > now ? std::min(until, at) : until; };
  for (const Assignment& assignment : facts.assignments) {
    if (!Names(assignment.participants, viewer) || IsOver(facts, assignment, now)) continue;
    note(assignment.schedule.StartOfOccurrence(now));
    note(assignment.schedule.EndOfOccurrence(now));
    for (const Member& member : facts.members) {
      if (Names(assignment.participants, member.partner)) note(SetAsideUntil(assignment, member).value_or(now));
    }
  }
  for (const Decline& decline : facts.declines) note(decline.at + kCoolOff);
  for (const Agreement& agreement : facts.agreements) {
    note(agreement.review_at);
    note(agreement.review_at - kReviewNotice);
  }
  return until;
}

ParticipantView ShowTo(const UnitFacts& facts, const Assignment& assignment, const PartnerId& viewer, absl::Time now) {
  ParticipantView view{.state = Show(facts, assignment, now).state, .own_length = assignment.usual_length};
  if (view.state != State::kOffered && view.state != State::kActive) return view;
  if (!YesStands(facts, assignment, viewer, now)) {
    view.asks_you = true;
    return view;
  }
  view.own_answer = assignment.answers.at(viewer).kind;
  if (view.own_answer == AnswerKind::kTentativeYes) view.own_length = assignment.shorter_length;
  return view;
}

}  // namespace adagio::homework
