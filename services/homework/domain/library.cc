#include "services/homework/domain/library.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

constexpr int kHighestTier = 10;

bool IsTouch(Closeness closeness) {
  return closeness == Closeness::kAffectionateTouch || closeness == Closeness::kSensateFocus ||
         closeness == Closeness::kSexualTouch;
}

bool MustBeAlone(AssignmentKind kind) {
  return kind == AssignmentKind::kRoleSupport || kind == AssignmentKind::kJournal;
}

bool MustBeTogether(AssignmentKind kind) {
  return kind == AssignmentKind::kReconnectWindow || kind == AssignmentKind::kEndOfDay ||
         kind == AssignmentKind::kScriptAndListening || kind == AssignmentKind::kAgreementReview;
}

absl::Status CheckKind(const Activity& activity) {
  if (activity.touch && activity.kind != AssignmentKind::kExposureStep) {
    return RefuseField("kind", "an exposure step, where there is touch");
  }
  if (MustBeAlone(activity.kind) && activity.company != Company::kAlone) {
    return RefuseField("company", "alone, for what is private");
  }
  if (MustBeTogether(activity.kind) && activity.company != Company::kTogether) {
    return RefuseField("company", "together, for what takes two");
  }
  return absl::OkStatus();
}

absl::Status Check(const Activity& activity) {
  if (activity.key.empty()) return RefuseField("key", "must be given");
  if (activity.tier < 0 || activity.tier > kHighestTier) return RefuseField("tier", "from 0 to 10");
  if (activity.shorter_length <= absl::ZeroDuration() || activity.shorter_length > activity.usual_length) {
    return RefuseField("shorter_length", "above zero, at most the usual length");
  }
  if (activity.exit_strategies.empty()) return RefuseField("exit_strategies", "at least one");
  if (activity.touch && activity.company == Company::kAlone) return RefuseField("company", "touch takes two or more");
  if (activity.touch != IsTouch(activity.closeness)) return RefuseField("touch", "as the kind of closeness says");
  return CheckKind(activity);
}

// Takes away, again and again, what comes after nothing that is left; what then stays comes after itself.
bool HasCycle(std::map<std::string, std::vector<std::string>> after) {
  while (true) {
    const size_t before = after.size();
    std::erase_if(after, [&](const auto& each) {
      return std::none_of(each.second.begin(), each.second.end(),
                          [&](const std::string& earlier) { return after.contains(earlier); });
    });
    if (after.size() == before) return before > 0;
  }
}

absl::Status CheckOrder(const Library& library) {
  std::map<std::string, std::vector<std::string>> after;
  for (const Activity& activity : library.activities()) {
    for (const std::string& key : activity.after) {
      const Activity* earlier = library.Find(key);
      if (earlier == nullptr) return RefuseField("after", "keys of the pack");
      if (earlier->tier > activity.tier) return RefuseField("after", "none of a higher tier");
    }
    after[activity.key] = activity.after;
  }
  return HasCycle(std::move(after)) ? RefuseField("after", "no way back to itself") : absl::OkStatus();
}

}  // namespace

absl::StatusOr<Library> Library::Make(std::vector<Activity> activities) {
  if (activities.size() > kMostActivities) return RefuseField("activities", "at most 500");
  for (const Activity& activity : activities) RETURN_IF_ERROR(Check(activity));
  std::sort(activities.begin(), activities.end(),
            [](const Activity& a, const Activity& b) { return std::tie(a.tier, a.key) < std::tie(b.tier, b.key); });
  Library library;
  for (Activity& activity : activities) {
    if (library.Find(activity.key) != nullptr) return RefuseField("key", "each once");
    library.activities_.push_back(std::move(activity));
  }
  RETURN_IF_ERROR(CheckOrder(library));
  return library;
}

const Activity* Library::Find(const std::string& key) const {
  const auto found = std::find_if(activities_.begin(), activities_.end(),
                                  [&](const Activity& activity) { return activity.key == key; });
  return found == activities_.end() ? nullptr : &*found;
}

std::vector<const Activity*> Library::OfKind(AssignmentKind kind) const {
  std::vector<const Activity*> found;
  for (const Activity& activity : activities_) {
    if (activity.kind == kind) found.push_back(&activity);
  }
  return found;
}

}  // namespace adagio::homework
