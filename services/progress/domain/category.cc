#include "services/progress/domain/category.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace adagio::progress {

absl::string_view NameOf(Category category) {
  constexpr std::array<absl::string_view, 6> kNames = {"missing",   "recovered",    "improved",
                                                       "unchanged", "deteriorated", "harmed"};
  return kNames.at(static_cast<size_t>(category));
}

namespace {

// Six counters of ten bits in one number: a row adds to one of them, and no addition waits for memory. They hold as
// many rows as this.
constexpr size_t kMostRows = 1023;

CategoryCounts CountFew(absl::Span<const Category> categories) {
  uint64_t counters = 0;
  for (const Category category : categories) counters += uint64_t{1} << (10 * static_cast<unsigned>(category));
  const auto counter = [&](Category category) {
    return static_cast<int64_t>(counters >> (10 * static_cast<unsigned>(category)) & kMostRows);
  };
  return {counter(Category::kMissing),   counter(Category::kRecovered),    counter(Category::kImproved),
          counter(Category::kUnchanged), counter(Category::kDeteriorated), counter(Category::kHarmed)};
}

}  // namespace

CategoryCounts Count(absl::Span<const Category> categories) {
  CategoryCounts counts;
  for (; !categories.empty(); categories.remove_prefix(std::min(kMostRows, categories.size()))) {
    counts += CountFew(categories.subspan(0, kMostRows));
  }
  return counts;
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
