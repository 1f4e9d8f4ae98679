#include "services/homework/domain/ladder.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/homework/domain/show.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

constexpr size_t kMostSteps = 50;

// The place of a step in the order of the ladder; the ladder's size where it has none of that number.
size_t PlaceOf(const Ladder& ladder, int number) {
  const auto found = std::find_if(ladder.steps.begin(), ladder.steps.end(),
                                  [&](const LadderStep& step) { return step.number == number; });
  return static_cast<size_t>(found - ladder.steps.begin());
}

// "3b" behind step 3 or 3c, or "3a" before it; the next letter where it is taken.
std::string LabelBeside(const Ladder& ladder, const std::string& label, char letter) {
  const std::string digits = label.substr(0, label.find_first_not_of("0123456789"));
  const auto taken = [&](const LadderStep& step) { return step.label == digits + letter; };
  while (std::any_of(ladder.steps.begin(), ladder.steps.end(), taken)) ++letter;
  return digits + letter;
}

bool TiersFall(const std::vector<Activity>& steps) {
  const auto falls = [](const Activity& lower, const Activity& upper) { return upper.tier < lower.tier; };
  return std::adjacent_find(steps.begin(), steps.end(), falls) != steps.end();
}

}  // namespace

const LadderStep* Ladder::Find(int number) const {
  const size_t place = PlaceOf(*this, number);
  return place == steps.size() ? nullptr : &steps[place];
}

std::vector<LadderStep> StepsOf(const std::vector<std::string>& activities) {
  std::vector<LadderStep> steps;
  for (const std::string& activity : activities) {
    const int number = static_cast<int>(steps.size()) + 1;
    steps.push_back({.number = number, .label = absl::StrCat(number), .activity = activity});
  }
  return steps;
}

absl::Status CheckLadder(const UnitFacts& facts, const std::vector<PartnerId>& participants,
                         const std::vector<Activity>& steps) {
  for (const PartnerId& partner : participants) {
    const Member* member = facts.FindMember(partner);
    if (member == nullptr || member->left) return RefuseField("participants", "a partner of the unit");
    if (std::count(participants.begin(), participants.end(), partner) > 1) {
      return RefuseField("participants", "each partner once");
    }
  }
  if (TiersFall(steps)) return RefuseField("activities", "from the gentlest upward");
  return absl::OkStatus();
}

absl::StatusOr<Ladder> InsertStep(Ladder ladder, int after, const Activity& activity, const Activity& lower,
                                  const Activity* upper) {
  const size_t place = PlaceOf(ladder, after);
  if (place == ladder.steps.size()) return RefuseField("after", "one of the ladder");
  if (ladder.steps.size() >= kMostSteps) return RefuseField("ladder", "at most 50 steps");
  if (activity.tier < lower.tier || (upper != nullptr && activity.tier > upper->tier)) {
    return RefuseField("activity", "of a tier that fits between its neighbours");
  }
  const LadderStep step = {.number = static_cast<int>(ladder.steps.size()) + 1,
                           .label = LabelBeside(ladder, ladder.steps[place].label, 'b'),
                           .activity = activity.key};
  ladder.steps.insert(ladder.steps.begin() + static_cast<ptrdiff_t>(place) + 1, step);
  return ladder;
}

absl::StatusOr<Ladder> SplitStep(Ladder ladder, int step, absl::Duration smaller, const Activity& activity) {
  const size_t place = PlaceOf(ladder, step);
  if (place == ladder.steps.size()) return RefuseField("step", "one of the ladder");
  if (ladder.steps.size() >= kMostSteps) return RefuseField("ladder", "at most 50 steps");
  const absl::Duration whole = ladder.steps[place].usual_length > absl::ZeroDuration()
                                   ? ladder.steps[place].usual_length
                                   : activity.usual_length;
  if (smaller <= absl::ZeroDuration() || smaller >= whole) return RefuseField("usual_length", "shorter than the step");
  const LadderStep part = {.number = static_cast<int>(ladder.steps.size()) + 1,
                           .label = LabelBeside(ladder, ladder.steps[place].label, 'a'),
                           .activity = activity.key,
                           .usual_length = smaller};
  ladder.steps.insert(ladder.steps.begin() + static_cast<ptrdiff_t>(place), part);
  return ladder;
}

absl::StatusOr<Ladder> ReorderSteps(Ladder ladder, const std::vector<int>& numbers,
                                    const std::vector<Activity>& activities) {
  std::vector<LadderStep> steps;
  for (const int number : numbers) {
    const LadderStep* step = ladder.Find(number);
    if (step == nullptr || std::count(numbers.begin(), numbers.end(), number) > 1) {
      return RefuseField("steps", "each of the ladder once");
    }
    steps.push_back(*step);
  }
  if (steps.size() != ladder.steps.size()) return RefuseField("steps", "each of the ladder once");
  if (TiersFall(activities)) return RefuseField("steps", "from the gentlest upward");
  ladder.steps = std::move(steps);
  return ladder;
}

bool IsDone(const Assignment& assignment, const Ladder& ladder) {
  return assignment.is_step() && assignment.ladder == ladder.id && assignment.completed &&
         assignment.offered > ladder.returned;
}

int GroundOf(const UnitFacts& facts, const Ladder& ladder, int tier_of_baseline) {
  int ground = tier_of_baseline;
  for (const Assignment& assignment : facts.assignments) {
    if (IsDone(assignment, ladder)) ground = std::max(ground, assignment.tier);
  }
  return ground;
}

absl::StatusOr<Ladder> MarkBaseline(Ladder ladder, int step) {
  if (ladder.Find(step) == nullptr) return RefuseField("step", "one of the ladder");
  ladder.baseline = step;
  return ladder;
}

absl::StatusOr<UnitFacts> ReturnToBaseline(UnitFacts facts, const Ladder& ladder, absl::Time now) {
  if (ladder.baseline == 0) return Refuse(Reason::kNotAvailable, "no baseline is marked");
  const size_t baseline = PlaceOf(ladder, ladder.baseline);
  const UnitFacts before = facts;
  for (Assignment& assignment : facts.assignments) {
    if (!assignment.is_step() || assignment.ladder != ladder.id || IsOver(before, assignment, now)) continue;
    assignment.closed = assignment.closed || PlaceOf(ladder, assignment.step) > baseline;
  }
  return facts;
}

}  // namespace adagio::homework
