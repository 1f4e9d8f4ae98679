#include "services/progress/domain/hageman_arrindell.h"

#include <cmath>
#include <cstddef>

#include "services/platform/foundation/check.h"
#include "services/platform/foundation/status.h"
#include "services/progress/domain/jacobson_truax.h"
#include "services/progress/statistics/normal.h"

namespace adagio::progress {
namespace {

double VarianceOfChange(const PairedMoments& sample) {
  return sample.pre.sd * sample.pre.sd + sample.post.sd * sample.post.sd - 2 * sample.covariance;
}

// Share of the true scores in a variance; negative where the error of measurement exceeds it.
double ReliabilityAt(double sd, double sem) { return (sd * sd - sem * sem) / (sd * sd); }

absl::StatusOr<double> TrueScoreCutoff(CutoffKind kind, const Population& clinical, const Population& functional,
                                       double sem, Direction direction) {
  RETURN_IF_ERROR(Cutoff(kind, clinical, functional, direction).status());
  const Population true_clinical{clinical.mean, clinical.sd * std::sqrt(ReliabilityAt(clinical.sd, sem))};
  if (kind == CutoffKind::kA) return CutoffA(true_clinical, direction);
  const double reliability = ReliabilityAt(functional.sd, sem);
  if (reliability < 0) {
    return RefuseField("functional_sd", "the error of measurement exceeds the functional standard deviation");
  }
  const Population true_functional{functional.mean, functional.sd * std::sqrt(reliability)};
  return kind == CutoffKind::kB ? CutoffB(true_functional, direction) : CutoffC(true_clinical, true_functional);
}

double Phi(double z) { return std::erfc(-z / std::sqrt(2.0)) / 2; }

}  // namespace

double TrueScoreChange::StandingAt(double post) const {
  return (post_mean + (post - post_mean) * post_reliability - cutoff) / (std::sqrt(post_reliability) * sem);
}

absl::StatusOr<TrueScoreChange> HagemanArrindell(const PairedMoments& sample, const Population& functional,
                                                 double reliability, CutoffKind kind, Direction direction) {
  RETURN_IF_ERROR(RequireSpread(sample));
  RETURN_IF_ERROR(RequireReliability("reliability", reliability));
  TrueScoreChange terms;
  terms.sem = StandardErrorOfMeasurement(sample.pre.sd, reliability);
  if (sample.post.sd <= terms.sem) {
    return RefuseField("post", "the error of measurement is no less than the standard deviation at post");
  }
  const double observed = VarianceOfChange(sample);
  const double true_change = observed - 2 * terms.sem * terms.sem;
  if (!(true_change > 0)) return RefuseField("post", "the change varies no more than the error of measurement");
  ASSIGN_OR_RETURN(terms.cutoff, TrueScoreCutoff(kind, sample.pre, functional, terms.sem, direction));
  terms.post_mean = sample.post.mean;
  terms.post_reliability = ReliabilityAt(sample.post.sd, terms.sem);
  terms.change_reliability = true_change / observed;
  // RCI divided by r_dd above and below: the change all have in common moves to where post is expected.
  const double common = (sample.post.mean - sample.pre.mean) * (2 * terms.sem * terms.sem / true_change);
  terms.index = {.post_centre = -common, .error = std::sqrt(2 / terms.change_reliability) * terms.sem};
  return terms;
}

void ClassifyTrueScoreChange(const TrueScoreChange& terms, Direction direction, absl::Span<const double> pre,
                             absl::Span<const double> post, absl::Span<const double> rci,
                             absl::Span<Category> categories) {
  CHECK(pre.size() == post.size() && pre.size() == rci.size() && pre.size() == categories.size());
  const double d = SignOf(direction);
  const double cut = d * terms.cutoff;
  for (size_t i = 0; i < pre.size(); ++i) {
    const double change = d * rci[i];
    const bool clinical_pre = d * pre[i] < cut;
    const bool functional_post = clinical_pre & (d * terms.StandingAt(post[i]) > kOneSided95);
    const Category category = Place(change > kOneSided95, change < -kOneSided95, clinical_pre, functional_post);
    categories[i] = change == change ? category : Category::kMissing;
  }
}

GroupChange GroupChangeOf(const TrueScoreChange& terms, const PairedMoments& sample, Direction direction) {
  const double d = SignOf(direction);
  const double change = sample.post.mean - sample.pre.mean;
  const double change_sd = std::sqrt(VarianceOfChange(sample) * terms.change_reliability);
  const double post_sd = sample.post.sd * std::sqrt(terms.post_reliability);
  return {Phi(d * change / change_sd), Phi(d * (sample.post.mean - terms.cutoff) / post_sd)};
}

}  // namespace adagio::progress
