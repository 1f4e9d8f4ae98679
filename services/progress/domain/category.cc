#include "services/progress/domain/category.h"

#include <array>
#include <cstddef>

namespace adagio::progress {

absl::string_view NameOf(Category category) {
  constexpr std::array<absl::string_view, 6> kNames = {"missing",   "recovered",    "improved",
                                                       "unchanged", "deteriorated", "harmed"};
  return kNames.at(static_cast<size_t>(category));
}

// One look a category: a comparison and a sum, which is vectorised, where a table of counters waits for itself.
CategoryCounts Count(absl::Span<const Category> categories) {
  std::array<int64_t, 6> counts{};
  for (size_t kind = 0; kind < counts.size(); ++kind) {
    const Category one = static_cast<Category>(kind);
    int64_t count = 0;
    for (const Category category : categories) count += category == one ? 1 : 0;
    counts.at(kind) = count;
  }
  return {counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]};
}

CategoryCounts& CategoryCounts::operator+=(const CategoryCounts& more) {
  missing += more.missing;
  recovered += more.recovered;
  improved += more.improved;
  unchanged += more.unchanged;
  deteriorated += more.deteriorated;
  harmed += more.harmed;
  return *this;
}

}  // namespace adagio::progress
