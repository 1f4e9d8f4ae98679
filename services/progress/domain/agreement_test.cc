// Agreement with an independent computation: moments from all pairs of rows instead of sums about a mean, in long
// double; every scale turned so that higher is better, and the textbook's sentences as nested questions.

#include <gtest/gtest.h>

#include "services/progress/domain/change.h"
#include "services/progress/statistics/sample_for_test.h"

namespace adagio::progress {
namespace {

using Real = long double;

struct Reference {
  std::vector<Real> pre, post;  // complete pairs, higher is better
  Real pre_mean = 0, post_mean = 0, pre_sd = 0, post_sd = 0, correlation = 0;
};

// Half the mean squared difference of two rows drawn without replacement is the variance with n − 1.
Real HalfMeanProduct(const std::vector<Real>& x, const std::vector<Real>& y) {
  Real sum = 0;
  for (size_t i = 0; i < x.size(); ++i) {
    for (size_t j = 0; j < i; ++j) sum += (x[i] - x[j]) * (y[i] - y[j]);
  }
  const Real n = static_cast<Real>(x.size());
  return sum / (n * (n - 1));
}

Reference Prepare(const Sample& sample, Direction direction) {
  Reference all;
  const Real d = direction == Direction::kHigherIsBetter ? 1 : -1;
  for (size_t i = 0; i < sample.pre.size(); ++i) {
    if (std::isnan(sample.pre[i]) || std::isnan(sample.post[i])) continue;
    all.pre.push_back(d * sample.pre[i]);
    all.post.push_back(d * sample.post[i]);
    all.pre_mean += all.pre.back();
    all.post_mean += all.post.back();
  }
  all.pre_mean /= static_cast<Real>(all.pre.size());
  all.post_mean /= static_cast<Real>(all.post.size());
  all.pre_sd = std::sqrt(HalfMeanProduct(all.pre, all.pre));
  all.post_sd = std::sqrt(HalfMeanProduct(all.post, all.post));
  all.correlation = HalfMeanProduct(all.pre, all.post) / (all.pre_sd * all.post_sd);
  return all;
}

struct Case {
  Method method;
  Direction direction;
  CutoffKind cutoff;
};

constexpr Real kReliability = 0.86L, kReliabilityPost = 0.84L, kFunctionalMean = 8, kFunctionalSd = 7.5L;

struct TrueScores {
  Real sem, post, change;  // reliabilities at post and of the change
};

TrueScores TrueScoresOf(const Reference& all) {
  const Real sem = all.pre_sd * std::sqrt(1 - kReliability);
  const Real s1 = all.pre_sd, s2 = all.post_sd, both = 2 * s1 * s2 * all.correlation;
  const Real post = 1 - std::pow(sem / s2, 2.0L);
  const Real change = (s1 * s1 * kReliability + s2 * s2 * post - both) / (s1 * s1 + s2 * s2 - both);
  return {sem, post, change};
}

Real IndexOf(Method method, const Reference& all, Real pre, Real post) {
  const Real sem = all.pre_sd * std::sqrt(1 - kReliability);
  const Real truth = all.pre_mean + kReliability * (pre - all.pre_mean);
  const Real prediction = all.pre_sd * std::sqrt(1 - kReliability * kReliability);
  const TrueScores scores = TrueScoresOf(all);
  switch (method) {
    case Method::kJacobsonTruax:
      return (post - pre) / std::sqrt(2 * sem * sem);
    case Method::kGulliksenLordNovick:
      return (post - truth) / prediction;
    case Method::kHsuLinnNord:
      return (post - truth - (all.post_mean - all.pre_mean)) / prediction;
    case Method::kEdwardsNunnally:
      return (post - truth) / sem;
    case Method::kNunnallyKotsch:
      return (post - truth) /
             (all.pre_sd * std::sqrt(kReliability * kReliability * (1 - kReliability) + 1 - kReliabilityPost));
    default:
      return ((post - pre) * scores.change + (all.post_mean - all.pre_mean) * (1 - scores.change)) /
             (std::sqrt(scores.change) * std::sqrt(2.0L) * sem);
  }
}

Real CutoffOf(const Case& c, const Reference& all) {
  const Real functional_mean = c.direction == Direction::kHigherIsBetter ? kFunctionalMean : -kFunctionalMean;
  Real clinical_sd = all.pre_sd, functional_sd = kFunctionalSd;
  if (c.method == Method::kHagemanArrindell) {
    const Real sem = TrueScoresOf(all).sem;
    clinical_sd = std::sqrt(clinical_sd * clinical_sd - sem * sem);
    functional_sd = std::sqrt(functional_sd * functional_sd - sem * sem);
  }
  if (c.cutoff == CutoffKind::kA) return all.pre_mean + 2 * clinical_sd;
  if (c.cutoff == CutoffKind::kB) return functional_mean - 2 * functional_sd;
  // The point between the means that divides their distance as the SDs stand to each other.
  return all.pre_mean + (functional_mean - all.pre_mean) * clinical_sd / (clinical_sd + functional_sd);
}

Category CategoryOf(const Case& c, const Reference& all, Real pre, Real post) {
  const bool true_scores = c.method == Method::kHagemanArrindell;
  const Real z = true_scores ? 1.6448536269514722L : 1.959963984540054L;
  const Real cutoff = CutoffOf(c, all), rci = IndexOf(c.method, all, pre, post);
  const bool was_clinical = pre < cutoff;
  bool is_functional = post > cutoff;
  if (true_scores) {
    const TrueScores scores = TrueScoresOf(all);
    const Real truth = all.post_mean + (post - all.post_mean) * scores.post;
    is_functional = was_clinical && (truth - cutoff) / (std::sqrt(scores.post) * scores.sem) > z;
  }
  if (rci > z) {
    if (was_clinical && is_functional) return Category::kRecovered;
    return Category::kImproved;
  }
  if (rci < -z) {
    if (was_clinical || is_functional) return Category::kDeteriorated;
    return Category::kHarmed;
  }
  return Category::kUnchanged;
}

void ExpectAgreement(const Case& c, const Sample& sample) {
  const Reference all = Prepare(sample, c.direction);
  std::vector<double> rci(sample.pre.size());
  std::vector<Category> categories(sample.pre.size());
  const Criteria criteria = {.method = c.method,
                             .direction = c.direction,
                             .reliability = kReliability,
                             .reliability_post = kReliabilityPost,
                             .cutoff = c.cutoff,
                             .functional = {kFunctionalMean, kFunctionalSd}};
  const auto found = AssessChange(criteria, sample.pre, sample.post, absl::MakeSpan(rci), absl::MakeSpan(categories));
  ASSERT_TRUE(found.ok()) << found.status();
  const Real d = c.direction == Direction::kHigherIsBetter ? 1 : -1;
  EXPECT_NEAR(*found->cutoff, static_cast<double>(d * CutoffOf(c, all)), 1e-9);
  size_t complete = 0;
  for (size_t i = 0; i < rci.size(); ++i) {
    if (categories[i] == Category::kMissing) continue;
    const Real pre = all.pre.at(complete), post = all.post.at(complete);
    ++complete;
    ASSERT_NEAR(rci[i], static_cast<double>(d * IndexOf(c.method, all, pre, post)), 1e-9);
    ASSERT_EQ(categories[i], CategoryOf(c, all, pre, post)) << "row " << i;
  }
  EXPECT_EQ(complete, all.pre.size());
}

TEST(Agreement, EveryMethodCutoffAndDirectionAgreesWithTheIndependentComputation) {
  for (const uint64_t seed : {11, 12, 13}) {
    const Sample sample = GenerateSample(seed, 600);
    for (const Method method : {Method::kJacobsonTruax, Method::kGulliksenLordNovick, Method::kHsuLinnNord,
                                Method::kEdwardsNunnally, Method::kNunnallyKotsch, Method::kHagemanArrindell}) {
      for (const CutoffKind cutoff : {CutoffKind::kA, CutoffKind::kB, CutoffKind::kC}) {
        ExpectAgreement({method, Direction::kLowerIsBetter, cutoff}, sample);
        ExpectAgreement({method, Direction::kHigherIsBetter, cutoff}, sample);
      }
    }
  }
}

}  // namespace
}  // namespace adagio::progress
