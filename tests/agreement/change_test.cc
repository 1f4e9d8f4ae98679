// Ours of what change.R computes, under the same names.
#include "services/progress/domain/change.h"

#include <gtest/gtest.h>

#include "services/progress/statistics/beta_binomial.h"
#include "services/progress/statistics/effect_size.h"
#include "services/progress/statistics/funnel.h"
#include "services/progress/statistics/shrinkage.h"
#include "services/progress/statistics/student_t.h"
#include "tests/agreement/figures_for_test.h"

namespace adagio::agreement {
namespace {

using progress::Category;
using progress::CutoffKind;
using progress::Direction;
using progress::Method;

struct Pairs {
  std::vector<int64_t> unit;
  std::vector<double> pre, post;
};

Pairs MakePairs(uint64_t seed, int64_t n) {
  Draws draws(seed);
  Pairs pairs;
  double shared = 0;
  for (int64_t i = 0; i < n; ++i) {
    const int64_t unit = 2 * i / 3;
    if (i == 0 || unit != pairs.unit.back()) shared = draws.Next();
    const double severity = 30 * draws.Next();
    double pre = std::floor(15 + severity + 10 * draws.Next());
    const double fall = 8 * draws.Next();
    double post = std::floor(pre - 20 * shared - fall + 22 * draws.Next());
    const double hidden = draws.Next();
    if (hidden < 0.05) pre = std::nan("");
    if (hidden > 0.95) post = std::nan("");
    pairs.unit.push_back(unit);
    pairs.pre.push_back(pre);
    pairs.post.push_back(post);
  }
  return pairs;
}

std::vector<double> CountsOf(const progress::CategoryCounts& counts) {
  std::vector<double> all;
  for (const int64_t count :
       {counts.recovered, counts.improved, counts.unchanged, counts.deteriorated, counts.harmed}) {
    all.push_back(static_cast<double>(count));
  }
  return all;
}

progress::Criteria CriteriaOf(Method method) {
  return {.method = method,
          .direction = Direction::kLowerIsBetter,
          .reliability = 0.86,
          .reliability_post = 0.84,
          .mid = 6,
          .percent = 30,
          .functional = {12, 7.5}};
}

void Judge(const progress::Criteria& criteria, const Pairs& pairs, const std::string& name, Figures& figures) {
  std::vector<double> rci(pairs.pre.size());
  std::vector<Category> categories(pairs.pre.size());
  const auto found = AssessChange(criteria, pairs.pre, pairs.post, absl::MakeSpan(rci), absl::MakeSpan(categories));
  ASSERT_TRUE(found.ok()) << found.status();
  if (!criteria.cutoff.has_value()) return figures.Say(name, CountsOf(found->counts));
  std::vector<double> complete;
  for (const double index : rci) {
    if (!std::isnan(index)) complete.push_back(index);
  }
  figures.Say(name, complete);
  const std::string kind = criteria.cutoff == CutoffKind::kA ? ".a" : criteria.cutoff == CutoffKind::kB ? ".b" : ".c";
  figures.Say(name + kind + ".cutoff", *found->cutoff);
  figures.Say(name + kind + ".counts", CountsOf(found->counts));
}

void SayChange(const Pairs& pairs, Figures& figures) {
  const std::pair<const char*, Method> methods[] = {
      {"jacobson_truax", Method::kJacobsonTruax},   {"gulliksen_lord_novick", Method::kGulliksenLordNovick},
      {"hsu_linn_nord", Method::kHsuLinnNord},      {"edwards_nunnally", Method::kEdwardsNunnally},
      {"nunnally_kotsch", Method::kNunnallyKotsch}, {"hageman_arrindell", Method::kHagemanArrindell}};
  for (const auto& [name, method] : methods) {
    for (const CutoffKind kind : {CutoffKind::kA, CutoffKind::kB, CutoffKind::kC}) {
      progress::Criteria criteria = CriteriaOf(method);
      criteria.cutoff = kind;
      Judge(criteria, pairs, name, figures);
    }
  }
  Judge(CriteriaOf(Method::kMinimalImportantDifference), pairs, "mid", figures);
  Judge(CriteriaOf(Method::kPercentageChange), pairs, "percent", figures);
}

void SayEffect(const Pairs& pairs, Figures& figures) {
  const auto moments = progress::MeasurePairs(pairs.pre, pairs.post);
  const auto found = progress::ClusteredHedgesG(pairs.pre, pairs.post, pairs.unit, Direction::kLowerIsBetter);
  ASSERT_TRUE(moments.ok() && found.ok());
  figures.Say("pairs", static_cast<double>(moments->n));
  figures.Say("mean_pre", moments->pre.mean);
  figures.Say("sd_pre", moments->pre.sd);
  figures.Say("sd_post", moments->post.sd);
  figures.Say("covariance", moments->covariance);
  figures.Say("g", found->plain.g.value);
  figures.Say("g.variance", found->plain.g.variance);
  figures.Say("g.interval", {found->plain.g.low, found->plain.g.high});
  figures.Say("icc", *found->correlation);
  figures.Say("design_effect", found->design_effect);
  figures.Say("g.clustered", {found->clustered.low, found->clustered.high});
  std::vector<double> quantiles;
  for (int64_t degrees = 1; degrees <= 40; ++degrees) quantiles.push_back(progress::TwoSided95(degrees));
  for (const int64_t degrees : {99, 199, 399, 400, 401, 1000, 12345, 1'000'000}) {
    quantiles.push_back(progress::TwoSided95(degrees));
  }
  figures.Say("t", quantiles);
}

void SayPooled(Figures& figures) {
  Draws draws(77);
  std::vector<progress::Estimate> effects(9);
  for (auto& effect : effects) effect.value = 0.2 + 0.9 * draws.Next();
  for (auto& effect : effects) effect.variance = 0.01 + 0.05 * draws.Next();
  const auto pooled = progress::DerSimonianLaird(effects);
  ASSERT_TRUE(pooled.ok());
  figures.Say("dl.q", pooled->q);
  figures.Say("dl.tau2", pooled->tau2);
  figures.Say("dl.mean", pooled->mean.value);
  figures.Say("dl.variance", pooled->mean.variance);
  std::vector<double> values, variances;
  for (const auto& effect : effects) {
    values.push_back(Shrink(effect, *pooled).effect.value);
    variances.push_back(Shrink(effect, *pooled).effect.variance);
  }
  figures.Say("dl.shrunken", values);
  figures.Say("dl.shrunken_variance", variances);
}

void SayLimits(const std::string& name, const progress::FunnelLimits& limits, Figures& figures) {
  figures.Say(name, {limits.at95.low, limits.at95.high, limits.at998.low, limits.at998.high});
}

std::vector<progress::Proportion> Therapists() {
  Draws draws(99);
  std::vector<progress::Proportion> all(12);
  for (auto& one : all) one.of = 20 + static_cast<int64_t>(100 * draws.Next());
  for (auto& one : all) one.count = static_cast<int64_t>(static_cast<double>(one.of) * (.25 + .3 * draws.Next()));
  for (auto& one : all) one.design_effect = 1 + .7 * draws.Next();
  return all;
}

void SayFunnel(Figures& figures) {
  for (const double target : {.02, .35, .5, .97}) {
    for (const int of : {1, 5, 31, 400, 20000}) {
      SayLimits(absl::StrCat("limits.", target, ".", of), progress::BinomialLimits(of, target), figures);
    }
  }
  std::vector<progress::Proportion> therapists = Therapists();
  const auto funnel = progress::FunnelOf(therapists);
  ASSERT_TRUE(funnel.ok());
  figures.Say("funnel.target", funnel->target);
  figures.Say("funnel.phi_plain", funnel->phi_plain);
  figures.Say("funnel.phi_clustered", funnel->phi_clustered);
  for (size_t i = 0; i < therapists.size(); ++i) {
    SayLimits(absl::StrCat("funnel.plain.", i), funnel->points[i].plain.limits, figures);
    SayLimits(absl::StrCat("funnel.clustered.", i), funnel->points[i].clustered.limits, figures);
  }
  for (auto& one : therapists) one.design_effect = 1;
  const auto prior = progress::BetaPriorOf(therapists);
  ASSERT_TRUE(prior.ok());
  figures.Say("beta.mean", prior->mean);
  figures.Say("beta.weight", prior->weight);
  std::vector<double> shrunken;
  for (const auto& one : therapists) shrunken.push_back(Shrink(one, *prior));
  figures.Say("beta.shrunken", shrunken);
}

Figures Ours() {
  const Pairs pairs = MakePairs(2024, 80);
  Figures figures;
  SayChange(pairs, figures);
  SayEffect(pairs, figures);
  SayPooled(figures);
  SayFunnel(figures);
  return figures;
}

TEST(ChangeAgreesWithR, ToNineDigitsWithWhatItPrintedOnce) {
  ExpectAgreement(Ours(), FiguresIn(TextOf("change.txt")), 1e-9);
}

TEST(ChangeAgreesWithR, ToNineDigitsWithWhatItPrintsNow) {
  const std::string printed = PrintedBy("change.R");
  if (printed.empty()) GTEST_SKIP() << "R is not installed";
  ExpectAgreement(Ours(), FiguresIn(printed), 1e-9);
}

}  // namespace
}  // namespace adagio::agreement
