#include "services/homework/api/unit_wire.h"

#include <algorithm>

#include "services/platform/rpc/resource_name.h"

namespace adagio::homework {
namespace {

v1::Suggestion ToWire(const Scope& scope, const UnitView& view, const Ladder& ladder, const NextStep& next) {
  v1::Suggestion wire;
  wire.set_kind(v1::SUGGESTION_KIND_NEXT_STEP);
  wire.set_ladder(rpc::NameInUnit(scope.practice(), scope.unit(), "ladders", ladder.id));
  wire.set_step(next.step.number);
  wire.set_activity(next.step.activity);
  wire.set_jump(next.jump);
  for (const AssignmentId& id : next.evidence) {
    wire.add_evidence(rpc::NameInUnit(scope.practice(), scope.unit(), "assignments", id));
  }
  for (const PartnerId& partner : ladder.participants) {
    v1::StepDiscomfort& discomfort = *wire.add_felt();
    discomfort.set_partner(rpc::PartnerName(scope.practice(), scope.unit(), partner));
    const auto felt = next.felt.find(partner);
    if (felt != next.felt.end()) discomfort.set_felt(felt->second);
    const auto foreseen = view.foreseen.find({ladder.id, partner});
    if (foreseen != view.foreseen.end() && foreseen->second.contains(next.step.number)) {
      discomfort.set_foreseen(foreseen->second.at(next.step.number));
    }
  }
  return wire;
}

v1::Suggestion CalmFirst(const Scope& scope, const PartnerId& partner, const std::vector<AssignmentId>& stopped,
                         const Activity& calming) {
  v1::Suggestion wire;
  wire.set_kind(v1::SUGGESTION_KIND_SELF_REGULATION);
  wire.set_activity(calming.key);
  wire.set_partner(rpc::PartnerName(scope.practice(), scope.unit(), partner));
  for (const AssignmentId& id : stopped) {
    wire.add_evidence(rpc::NameInUnit(scope.practice(), scope.unit(), "assignments", id));
  }
  return wire;
}

}  // namespace

std::vector<FeltDiscomfort> FeltIn(const std::vector<CheckInNote>& notes) {
  std::vector<FeltDiscomfort> felt;
  for (const CheckInNote& note : notes) {
    if (note.suds_peak.has_value()) felt.push_back({note.assignment, note.partner, *note.suds_peak});
  }
  return felt;
}

v1::LadderProgress ToWire(const Scope& scope, const UnitView& view, const Ladder& ladder) {
  v1::LadderProgress wire;
  wire.set_ladder(rpc::NameInUnit(scope.practice(), scope.unit(), "ladders", ladder.id));
  wire.set_baseline(ladder.baseline);
  for (const PartnerId& partner : ladder.participants) {
    wire.add_participants(rpc::PartnerName(scope.practice(), scope.unit(), partner));
  }
  const std::vector<Assignment>& assignments = view.loaded.facts.assignments;
  for (const LadderStep& each : ladder.steps) {
    v1::StepProgress& step = *wire.add_steps();
    step.set_number(each.number);
    step.set_label(each.label);
    step.set_activity(each.activity);
    step.set_completed(std::any_of(assignments.begin(), assignments.end(), [&](const Assignment& assignment) {
      return assignment.step == each.number && IsDone(assignment, ladder);
    }));
    const std::map<PartnerId, int> felt = FeltAt(view.loaded.facts, ladder, each.number, FeltIn(view.notes));
    for (const PartnerId& partner : ladder.participants) {
      v1::StepDiscomfort& discomfort = *step.add_discomfort();
      discomfort.set_partner(rpc::PartnerName(scope.practice(), scope.unit(), partner));
      const auto foreseen = view.foreseen.find({ladder.id, partner});
      if (foreseen != view.foreseen.end() && foreseen->second.contains(each.number)) {
        discomfort.set_foreseen(foreseen->second.at(each.number));
      }
      if (felt.contains(partner)) discomfort.set_felt(felt.at(partner));
    }
  }
  return wire;
}

std::vector<v1::Suggestion> SuggestionsFor(const Scope& scope, const UnitView& view, const Library& library) {
  std::vector<v1::Suggestion> suggestions;
  const std::vector<const Activity*> calming = library.OfKind(AssignmentKind::kSelfRegulation);
  if (!calming.empty()) {
    for (const auto& [partner, stopped] : StoppedByStress(view.loaded.facts, view.now)) {
      suggestions.push_back(CalmFirst(scope, partner, stopped, *calming.front()));
    }
  }
  const std::vector<FeltDiscomfort> felt = FeltIn(view.notes);
  for (const Ladder& ladder : view.ladders) {
    const std::optional<NextStep> next = SuggestNext(view.loaded.facts, ladder, library, felt, view.now);
    if (next.has_value()) suggestions.push_back(ToWire(scope, view, ladder, *next));
  }
  return suggestions;
}

}  // namespace adagio::homework
