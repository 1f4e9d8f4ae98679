// Assignments on the wire: one view for whoever takes part, one for the therapist.
#include "services/homework/api/wire.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::homework {
namespace {

constexpr const char kNotice[] = "This holds only if each of you wants it then. It is not a record of consent.";

v1::Terms TermsOf(const Scope& scope, const Assignment& assignment, const AssignmentTexts& texts) {
  v1::Terms terms;
  terms.set_step(assignment.step);
  if (assignment.is_step()) {
    terms.set_ladder(rpc::NameInUnit(scope.practice(), scope.unit(), "ladders", assignment.ladder));
  }
  terms.set_activity(assignment.activity);
  for (const PartnerId& partner : assignment.participants) {
    terms.add_participants(rpc::PartnerName(scope.practice(), scope.unit(), partner));
  }
  *terms.mutable_starts_at() = ToWire(assignment.schedule.starts_at());
  terms.set_occurrences(assignment.schedule.occurrences());
  terms.set_recurrence(texts.recurrence);
  if (texts.open_for > absl::ZeroDuration()) *terms.mutable_open_for() = ToWire(texts.open_for);
  *terms.mutable_usual_length() = ToWire(assignment.usual_length);
  *terms.mutable_shorter_length() = ToWire(assignment.shorter_length);
  terms.set_check_in_plan(texts.check_in_plan.Read(Reveal::kToAnswer));
  terms.set_exit_strategy(texts.exit_strategy.Read(Reveal::kToAnswer));
  terms.set_text(texts.text.Read(Reveal::kToAnswer));
  return terms;
}

void ShowOwnSide(const ParticipantView& view, v1::Assignment& wire) {
  wire.set_asks_you(view.asks_you);
  if (view.own_answer.has_value()) wire.set_own_answer(ToWire(*view.own_answer));
  *wire.mutable_own_length() = ToWire(view.own_length);
}

}  // namespace

v1::Assignment ToWire(const Scope& scope, const Loaded& loaded, const Assignment& assignment, absl::Time now) {
  v1::Assignment wire;
  wire.set_name(rpc::NameInUnit(scope.practice(), scope.unit(), "assignments", assignment.id));
  *wire.mutable_terms() = TermsOf(scope, assignment, loaded.texts.at(assignment.id));
  if (scope.principal().role == Role::kPartner) {
    const ParticipantView view = ShowTo(loaded.facts, assignment, scope.principal().partner(), now);
    wire.set_state(ToWire(view.state));
    ShowOwnSide(view, wire);
  } else {
    wire.set_state(ToWire(Show(loaded.facts, assignment, now).state));
  }
  if (wire.state() != v1::ASSIGNMENT_STATE_COMPLETED && wire.state() != v1::ASSIGNMENT_STATE_CLOSED) {
    *wire.mutable_occurrence_at() = ToWire(assignment.schedule.StartOfOccurrence(now));
    *wire.mutable_occurrence_ends_at() = ToWire(assignment.schedule.EndOfOccurrence(now));
  }
  *wire.mutable_ends_at() = ToWire(assignment.schedule.ends_at());
  wire.set_kind(static_cast<v1::AssignmentKind>(static_cast<int>(assignment.kind) + 1));
  if (wire.state() == v1::ASSIGNMENT_STATE_ACTIVE) wire.set_notice(kNotice);
  return wire;
}

v1::ClinicalAssignment ToClinicalWire(const Scope& scope, const Loaded& loaded, const Assignment& assignment,
                                      const std::vector<CheckInNote>& notes, absl::Time now) {
  const Shown shown = Show(loaded.facts, assignment, now);
  v1::ClinicalAssignment wire;
  *wire.mutable_assignment() = ToWire(scope, loaded, assignment, now);
  for (const Cause cause : shown.causes) wire.add_causes(ToWire(cause));
  for (const PartnerId& partner : assignment.participants) {
    v1::ParticipantSide& side = *wire.add_sides();
    side.set_partner(rpc::PartnerName(scope.practice(), scope.unit(), partner));
    const auto answer = assignment.answers.find(partner);
    if (answer != assignment.answers.end()) side.set_answer(ToWire(answer->second.kind));
    side.set_stands(YesStands(loaded.facts, assignment, partner, now));
    for (const CheckInNote& note : notes) {
      if (note.assignment == assignment.id && note.partner == partner) *side.add_check_ins() = ToWire(scope, note);
    }
  }
  *wire.mutable_length() = ToWire(shown.length);
  wire.set_jump_reason(loaded.texts.at(assignment.id).jump_reason.Read(Reveal::kToAnswer));
  return wire;
}

}  // namespace adagio::homework
