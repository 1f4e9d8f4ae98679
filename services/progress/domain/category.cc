#include "services/progress/domain/category.h"

#include <array>
#include <cstddef>

namespace adagio::progress {

absl::string_view NameOf(Category category) {
  constexpr std::array<absl::string_view, 6> kNames = {"missing",   "recovered",    "improved",
                                                       "unchanged", "deteriorated", "harmed"};
  return kNames.at(static_cast<size_t>(category));
}

CategoryCounts Count(absl::Span<const Category> categories) {
  std::array<int64_t, 6> counts{};
  for (const Category category : categories) ++counts.at(static_cast<size_t>(category));
  return {counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]};
}

}  // namespace adagio::progress
