#include "services/homework/domain/library.h"

#include <algorithm>
#include <tuple>

#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

constexpr int kHighestTier = 10;

bool IsTouch(Closeness closeness) {
  return closeness == Closeness::kAffectionateTouch || closeness == Closeness::kSensateFocus ||
         closeness == Closeness::kSexualTouch;
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
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Library> Library::Make(std::vector<Activity> activities) {
  for (const Activity& activity : activities) RETURN_IF_ERROR(Check(activity));
  std::sort(activities.begin(), activities.end(),
            [](const Activity& a, const Activity& b) { return std::tie(a.tier, a.key) < std::tie(b.tier, b.key); });
  Library library;
  for (Activity& activity : activities) {
    if (library.Find(activity.key) != nullptr) return RefuseField("key", "each once");
    library.activities_.push_back(std::move(activity));
  }
  return library;
}

const Activity* Library::Find(const std::string& key) const {
  const auto found = std::find_if(activities_.begin(), activities_.end(),
                                  [&](const Activity& activity) { return activity.key == key; });
  return found == activities_.end() ? nullptr : &*found;
}

}  // namespace adagio::homework
