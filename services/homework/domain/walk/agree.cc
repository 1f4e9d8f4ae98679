// Where the engine and the reference show something else.
#include "services/homework/domain/show.h"
#include "services/homework/domain/walk/cast.h"
#include "services/homework/domain/walk/world.h"

namespace adagio::homework::walk {
namespace {

unsigned CauseOf(Cause cause) {
  switch (cause) {
    case Cause::kDeclined:
      return reference::kDeclined;
    case Cause::kPausedByParticipant:
      return reference::kPausedByParticipant;
    case Cause::kStress:
      return reference::kStress;
    case Cause::kPausedByTherapist:
      return reference::kPausedByTherapist;
    case Cause::kClearance:
      return reference::kClearance;
    case Cause::kStance:
      return reference::kStance;
    case Cause::kAgreement:
      return reference::kAgreement;
    case Cause::kRepair:
      return reference::kRepair;
    case Cause::kCoolingOff:
      return reference::kRests;
    case Cause::kAwaitsAnswer:
      return reference::kAwaitsAnswer;
    case Cause::kNotYet:
      return reference::kNotYet;
    case Cause::kContraindicated:
      return reference::kSpeaksAgainst;
    case Cause::kSetAside:
      return reference::kSetAside;
    case Cause::kMemberLeft:
      break;
  }
  return ~0u;  // whoever has left has no cause: it is over
}

}  // namespace

StepsShown ShownBy(const UnitFacts& facts, int instant) {
  const absl::Time now = TimeOf(instant);
  StepsShown steps;
  for (std::size_t step = 0; step < facts.assignments.size(); ++step) {
    const Shown shown = Show(facts, facts.assignments[step], now);
    steps.each[step] = {.state = static_cast<reference::State>(shown.state),
                        .over = IsOver(facts, facts.assignments[step], now),
                        .length = absl::ToInt64Seconds(shown.length)};
  }
  return steps;
}

std::string Disagreement(const StepsShown& shown, const reference::Reference& unit) {
  for (std::size_t step = 0; step < unit.assignments.size(); ++step) {
    const StepsShown::Each& each = shown.each[step];
    const int number = static_cast<int>(step);
    if (each.state != unit.StateOf(number)) return "the state of a step";
    if (each.over != unit.IsOver(number)) return "whether a step is over";
    if (each.length != unit.LengthOf(number)) return "the length of a step";
  }
  return "";
}

std::string Disagreement(const UnitFacts& facts, const reference::Reference& unit, int instant) {
  const absl::Time now = TimeOf(instant);
  for (std::size_t step = 0; step < facts.assignments.size(); ++step) {
    const Assignment& assignment = facts.assignments[step];
    const int number = static_cast<int>(step);
    const Shown shown = Show(facts, assignment, now);
    unsigned causes = 0;
    for (const Cause cause : shown.causes) causes |= CauseOf(cause);
    if (causes != unit.CausesOf(number)) return "the causes that a therapist sees";
    for (std::size_t who = 0; who < facts.members.size(); ++who) {
      const ParticipantView view = ShowTo(facts, assignment, facts.members[who].partner, now);
      const reference::Seen seen = unit.ShownTo(static_cast<int>(who), number);
      const bool own = seen.own != reference::Said::kNothing;
      if (view.state != shown.state || view.asks_you != seen.asks_you || view.own_answer.has_value() != own ||
          absl::ToInt64Seconds(view.own_length) != seen.own_length) {
        return "what a participant sees";
      }
    }
  }
  return "";
}

}  // namespace adagio::homework::walk
