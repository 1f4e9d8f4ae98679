#include "services/progress/domain/category.h"

#include <gtest/gtest.h>

#include <vector>

namespace adagio::progress {
namespace {

TEST(CategoryCounts, CountEveryRowOfAnyNumber) {
  for (const size_t size : {0, 1, 5, 1022, 1023, 1024, 2046, 2047, 5000}) {
    for (int kind = 0; kind < 6; ++kind) {
      const std::vector<Category> alike(size, static_cast<Category>(kind));
      const CategoryCounts counts = Count(alike);
      const int64_t found[] = {counts.missing,   counts.recovered,    counts.improved,
                               counts.unchanged, counts.deteriorated, counts.harmed};
      for (int other = 0; other < 6; ++other) {
        EXPECT_EQ(found[other], other == kind ? static_cast<int64_t>(size) : 0) << size;
      }
    }
  }
}

TEST(CategoryCounts, AddUp) {
  CategoryCounts counts = Count(std::vector<Category>{Category::kRecovered, Category::kHarmed});
  counts += Count(std::vector<Category>{Category::kHarmed, Category::kMissing});
  EXPECT_EQ(counts.harmed, 2);
  EXPECT_EQ(counts.recovered, 1);
  EXPECT_EQ(counts.missing, 1);
}

}  // namespace
}  // namespace adagio::progress
