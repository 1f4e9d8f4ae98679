#include "services/progress/domain/change.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "services/platform/foundation/status.h"
#include "services/progress/statistics/sample_for_test.h"

namespace adagio::progress {
namespace {

constexpr Method kIndexMethods[] = {Method::kJacobsonTruax,   Method::kGulliksenLordNovick, Method::kHsuLinnNord,
                                    Method::kEdwardsNunnally, Method::kNunnallyKotsch,      Method::kHagemanArrindell};

struct Judged {
  absl::StatusOr<Assessment> assessment;
  std::vector<double> rci;
  std::vector<Category> categories;
};

Judged Judge(const Criteria& criteria, const Sample& sample) {
  Judged judged{Assessment{}, std::vector<double>(sample.pre.size()), std::vector<Category>(sample.pre.size())};
  judged.assessment =
      AssessChange(criteria, sample.pre, sample.post, absl::MakeSpan(judged.rci), absl::MakeSpan(judged.categories));
  return judged;
}

Criteria Common(Method method) {
  return {.method = method,
          .direction = Direction::kLowerIsBetter,
          .reliability = 0.86,
          .reliability_post = 0.84,
          .mid = 5,
          .percent = 30,
          .cutoff = CutoffKind::kC,
          .functional = {8, 7.5}};
}

TEST(AssessChange, ReversingTheScaleAndTheDirectionChangesNoCategoryAndTheSignOfEveryIndex) {
  const Sample sample = GenerateSample(1, 700);
  Sample reversed = sample;
  for (double& score : reversed.pre) score = -score;
  for (double& score : reversed.post) score = -score;
  for (const Method method : kIndexMethods) {
    const Criteria criteria = Common(method);
    Criteria mirror = criteria;
    mirror.direction = Direction::kHigherIsBetter;
    mirror.functional.mean = -criteria.functional.mean;
    const Judged there = Judge(criteria, sample), back = Judge(mirror, reversed);
    ASSERT_TRUE(there.assessment.ok() && back.assessment.ok());
    EXPECT_EQ(there.categories, back.categories);
    EXPECT_NEAR(*there.assessment->cutoff, -*back.assessment->cutoff, 1e-9);
    for (size_t i = 0; i < there.rci.size(); ++i) {
      if (!std::isnan(there.rci[i])) {
        ASSERT_NEAR(there.rci[i], -back.rci[i], 1e-9);
      }
    }
  }
}

TEST(AssessChange, TheOrderOfTheRowsDoesNotMatter) {
  const Sample sample = GenerateSample(2, 700);
  std::vector<size_t> order(sample.pre.size());
  std::iota(order.begin(), order.end(), 0);
  std::mt19937_64 random(3);
  std::shuffle(order.begin(), order.end(), random);
  Sample shuffled;
  for (const size_t row : order) {
    shuffled.pre.push_back(sample.pre[row]);
    shuffled.post.push_back(sample.post[row]);
  }
  for (const Method method : kIndexMethods) {
    const Judged straight = Judge(Common(method), sample), mixed = Judge(Common(method), shuffled);
    ASSERT_TRUE(straight.assessment.ok() && mixed.assessment.ok());
    for (size_t i = 0; i < order.size(); ++i) {
      EXPECT_EQ(straight.categories[order[i]], mixed.categories[i]);
      if (!std::isnan(mixed.rci[i])) {
        ASSERT_NEAR(straight.rci[order[i]], mixed.rci[i], 1e-9);
      }
    }
  }
}

TEST(AssessChange, MovingEveryScoreByTheSameAmountMovesNoIndex) {
  const Sample sample = GenerateSample(4, 700);
  Sample moved = sample;
  for (double& score : moved.pre) score += 1000;
  for (double& score : moved.post) score += 1000;
  for (const Method method : kIndexMethods) {
    Criteria criteria = Common(method);
    const Judged before = Judge(criteria, sample);
    criteria.functional.mean += 1000;
    const Judged after = Judge(criteria, moved);
    ASSERT_TRUE(before.assessment.ok() && after.assessment.ok());
    EXPECT_EQ(before.categories, after.categories);
    EXPECT_NEAR(*before.assessment->cutoff + 1000, *after.assessment->cutoff, 1e-9);
    for (size_t i = 0; i < before.rci.size(); ++i) {
      if (!std::isnan(before.rci[i])) {
        ASSERT_NEAR(before.rci[i], after.rci[i], 1e-9);
      }
    }
  }
}

TEST(AssessChange, TheSignOfABetterCategoryIsThatOfTheDirection) {
  const Sample sample = GenerateSample(5, 700);
  for (const Method method : kIndexMethods) {
    for (const Direction direction : {Direction::kHigherIsBetter, Direction::kLowerIsBetter}) {
      Criteria criteria = Common(method);
      criteria.direction = direction;
      const Judged judged = Judge(criteria, sample);
      ASSERT_TRUE(judged.assessment.ok());
      for (size_t i = 0; i < judged.rci.size(); ++i) {
        const double change = SignOf(direction) * judged.rci[i];
        const Category category = judged.categories[i];
        if (category == Category::kRecovered || category == Category::kImproved) {
          EXPECT_GT(change, 0);
        }
        if (category == Category::kDeteriorated || category == Category::kHarmed) {
          EXPECT_LT(change, 0);
        }
      }
    }
  }
}

TEST(AssessChange, AnIncompleteRowIsMissingAndMovesNobodyElse) {
  const Sample sample = GenerateSample(6, 300);
  Sample longer = sample;
  longer.pre.push_back(1e6);
  longer.post.push_back(kNone);
  for (const Method method : kIndexMethods) {
    Judged without = Judge(Common(method), sample);
    const Judged with = Judge(Common(method), longer);
    ASSERT_TRUE(without.assessment.ok() && with.assessment.ok());
    EXPECT_EQ(*without.assessment->cutoff, *with.assessment->cutoff);
    EXPECT_EQ(with.assessment->counts.missing, without.assessment->counts.missing + 1);
    EXPECT_EQ(with.assessment->sample.incomplete, with.assessment->counts.missing);
    EXPECT_TRUE(std::isnan(with.rci.back()));
    without.categories.push_back(Category::kMissing);
    EXPECT_EQ(without.categories, with.categories);
  }
}

TEST(AssessChange, AMethodWithoutAnIndexHasNoneAndNeedsNoSpread) {
  Criteria criteria = Common(Method::kMinimalImportantDifference);
  criteria.cutoff.reset();
  const Judged judged = Judge(criteria, {{20, kNone}, {10, 3}});
  ASSERT_TRUE(judged.assessment.ok());
  EXPECT_FALSE(judged.assessment->cutoff.has_value());
  EXPECT_TRUE(std::isnan(judged.rci[0]));
  EXPECT_THAT(judged.categories, testing::ElementsAre(Category::kImproved, Category::kMissing));
}

TEST(AssessChange, SaysWhatIsWrongWithASampleThatCannotBeJudged) {
  const auto field = [](const Sample& sample) {
    return FieldOf(Judge(Common(Method::kJacobsonTruax), sample).assessment.status());
  };
  EXPECT_EQ(field({}), "pre");
  EXPECT_EQ(field({{1, kNone}, {kNone, 1}}), "pre");
  EXPECT_EQ(field({{1}, {2}}), "pre");
  EXPECT_EQ(field({{7, 7, 7}, {1, 2, 3}}), "pre");
  EXPECT_EQ(field({{1, 2}, {1, std::numeric_limits<double>::infinity()}}), "pre");
}

TEST(AssessChange, RefusesCriteriaWithoutTheFigureTheirMethodNeeds) {
  const Sample sample = GenerateSample(7, 50);
  const auto field = [&](Criteria criteria) { return FieldOf(Judge(criteria, sample).assessment.status()); };
  const auto bare = [](Method method) { return Criteria{.method = method, .direction = Direction::kLowerIsBetter}; };
  EXPECT_EQ(field(bare(Method::kJacobsonTruax)), "reliability");
  EXPECT_EQ(field(bare(Method::kHagemanArrindell)), "cutoff");
  EXPECT_EQ(field(bare(Method::kMinimalImportantDifference)), "mid");
  EXPECT_EQ(field(bare(Method::kPercentageChange)), "percent");
  Criteria criteria = Common(Method::kNunnallyKotsch);
  criteria.reliability_post = Criteria::kAbsent;
  EXPECT_EQ(field(criteria), "reliability_post");
  criteria = Common(Method::kJacobsonTruax);
  criteria.functional.mean = Criteria::kAbsent;
  EXPECT_EQ(field(criteria), "functional_mean");
}

}  // namespace
}  // namespace adagio::progress
