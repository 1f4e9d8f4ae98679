#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/homework/domain/values.h"

namespace adagio::homework {

// What a pack may hold. A practice's library is some tens; a pack of thousands is a mistake.
constexpr size_t kMostActivities = 500;

// The activities that steps can be made of. Does not change.
class Library {
 public:
  // FIELD_INVALID that names the fault: more than kMostActivities; a key twice or empty, a tier outside 0 to 10,
  // lengths that are not above zero or whose shorter one is longer, no exit strategy, touch of a kind that is not touch
  // or for one alone, a kind of assignment that does not go with touch or company; one that comes after an unknown one,
  // after one of a higher tier or, by whatever way, after itself.
  static absl::StatusOr<Library> Make(std::vector<Activity> activities);

  // By tier, then key.
  const std::vector<Activity>& activities() const { return activities_; }
  const Activity* Find(const std::string& key) const;
  // Those of a kind, in the same order.
  std::vector<const Activity*> OfKind(AssignmentKind kind) const;

 private:
  std::vector<Activity> activities_;
};

}  // namespace adagio::homework
