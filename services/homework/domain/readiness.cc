#include "services/homework/domain/readiness.h"

#include <algorithm>

#include "services/homework/domain/cool_off.h"
#include "services/homework/domain/limits.h"
#include "services/homework/domain/show.h"

namespace adagio::homework {
namespace {

bool IsOf(const Assignment& assignment, const Ladder& ladder, int step) {
  return assignment.is_step() && assignment.ladder == ladder.id && assignment.step == step;
}

// The assignments done on the highest step on which any was; empty where none was.
std::vector<const Assignment*> HighestDone(const UnitFacts& facts, const Ladder& ladder) {
  for (auto step = ladder.steps.rbegin(); step != ladder.steps.rend(); ++step) {
    std::vector<const Assignment*> done;
    for (const Assignment& assignment : facts.assignments) {
      if (assignment.step == step->number && IsDone(assignment, ladder)) done.push_back(&assignment);
    }
    if (!done.empty()) return done;
  }
  return {};
}

const LadderStep* Behind(const Ladder& ladder, int number) {
  const auto found = std::find_if(ladder.steps.begin(), ladder.steps.end(),
                                  [&](const LadderStep& step) { return step.number == number; });
  if (found == ladder.steps.end() || found + 1 == ladder.steps.end()) return nullptr;
  return &*(found + 1);
}

bool CouldBeOffered(const UnitFacts& facts, const Ladder& ladder, const Activity& activity, absl::Time now) {
  const std::vector<PartnerId>& participants = ladder.participants;
  if (AnyLeft(facts, participants)) return false;
  if (IsCoolingOff(facts, activity.key, activity.tier, participants, now)) return false;
  if (IsContraindicated(facts, participants, activity.contraindications)) return false;
  if (participants.size() < 2) return true;
  return AllCleared(facts, participants) && AgreementHolds(facts, participants, now) &&
         StancesCover(facts, participants, activity.key) && !RepairIsOpen(facts, participants);
}

int TierOfBaseline(const Ladder& ladder, const Library& library) {
  const LadderStep* baseline = ladder.Find(ladder.baseline);
  const Activity* activity = baseline == nullptr ? nullptr : library.Find(baseline->activity);
  return activity == nullptr ? 0 : activity->tier;
}

}  // namespace

std::map<PartnerId, int> FeltAt(const UnitFacts& facts, const Ladder& ladder, int step,
                                const std::vector<FeltDiscomfort>& felt) {
  std::map<PartnerId, int> latest;
  for (const FeltDiscomfort& each : felt) {
    const Assignment* assignment = facts.FindAssignment(each.assignment);
    if (assignment != nullptr && IsOf(*assignment, ladder, step)) latest[each.partner] = each.peak;
  }
  return latest;
}

std::optional<NextStep> SuggestNext(const UnitFacts& facts, const Ladder& ladder, const Library& library,
                                    const std::vector<FeltDiscomfort>& felt, absl::Time now) {
  const std::vector<const Assignment*> done = HighestDone(facts, ladder);
  if (done.empty()) return std::nullopt;
  const LadderStep* next = Behind(ladder, done.front()->step);
  const Activity* activity = next == nullptr ? nullptr : library.Find(next->activity);
  if (activity == nullptr || !CouldBeOffered(facts, ladder, *activity, now)) return std::nullopt;
  const bool offered = std::any_of(facts.assignments.begin(), facts.assignments.end(), [&](const Assignment& each) {
    return IsOf(each, ladder, next->number) && !IsOver(facts, each, now);
  });
  if (offered) return std::nullopt;
  NextStep suggestion{.step = *next,
                      .evidence = {},
                      .felt = FeltAt(facts, ladder, done.front()->step, felt),
                      .jump = activity->tier > GroundOf(facts, ladder, TierOfBaseline(ladder, library)) + 1};
  for (const auto& [partner, peak] : suggestion.felt) {
    if (peak > kEasyDiscomfort) return std::nullopt;
  }
  for (const Assignment* assignment : done) suggestion.evidence.push_back(assignment->id);
  return suggestion;
}

std::map<PartnerId, std::vector<AssignmentId>> StoppedByStress(const UnitFacts& facts, absl::Time now) {
  std::map<PartnerId, std::vector<AssignmentId>> stopped;
  for (const Assignment& assignment : facts.assignments) {
    if (IsOver(facts, assignment, now)) continue;
    for (const auto& [partner, answer] : assignment.answers) {
      if (answer.kind == AnswerKind::kStress) stopped[partner].push_back(assignment.id);
    }
  }
  return stopped;
}

}  // namespace adagio::homework
