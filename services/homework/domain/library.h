#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/homework/domain/values.h"

namespace adagio::homework {

// The activities that steps can be made of. Does not change.
class Library {
 public:
  // FIELD_INVALID that names the fault: a key twice or empty, a tier outside 0 to 10, lengths that are not above zero
  // or whose shorter one is longer, no exit strategy, touch of a kind that is not touch or for one
  // alone.
  static absl::StatusOr<Library> Make(std::vector<Activity> activities);

  // By tier, then key.
  const std::vector<Activity>& activities() const { return activities_; }
  const Activity* Find(const std::string& key) const;

 private:
  std::vector<Activity> activities_;
};

}  // namespace adagio::homework
