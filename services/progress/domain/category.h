#pragma once

#include <cstdint>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace adagio::progress {

// What became of a person between two occasions. The numbers are an order from best to worst, after kMissing.
enum class Category : uint8_t {
  kMissing = 0,  // a score is missing
  kRecovered = 1,
  kImproved = 2,
  kUnchanged = 3,
  kDeteriorated = 4,
  kHarmed = 5,
};

// The word reports use: "recovered"; "missing" for kMissing.
absl::string_view NameOf(Category category);

struct CategoryCounts {
  int64_t missing = 0;
  int64_t recovered = 0;
  int64_t improved = 0;
  int64_t unchanged = 0;
  int64_t deteriorated = 0;
  int64_t harmed = 0;

  CategoryCounts& operator+=(const CategoryCounts& more);
};

CategoryCounts Count(absl::Span<const Category> categories);

// Jacobson & Truax 1991: a reliable improvement that leads from the clinical into the functional range is a recovery;
// a reliable worsening that leads out of the range that is not clinical, to where it is not functional, is harm.
// At most one of `better` and `worse` holds. Arithmetic in place of branches, so that a loop of it is vectorised.
constexpr Category Place(bool better, bool worse, bool clinical_pre, bool functional_post) {
  const int up = int{better} + int(better & clinical_pre & functional_post);
  const int down = int{worse} + int(worse & !clinical_pre & !functional_post);
  return static_cast<Category>(static_cast<uint8_t>(static_cast<int>(Category::kUnchanged) - up + down));
}

}  // namespace adagio::progress
