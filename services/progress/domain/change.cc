#include "services/progress/domain/change.h"

#include <algorithm>
#include <cmath>

#include "services/platform/foundation/check.h"
#include "services/platform/foundation/status.h"
#include "services/progress/domain/change_index.h"
#include "services/progress/domain/edwards_nunnally.h"
#include "services/progress/domain/gulliksen_lord_novick.h"
#include "services/progress/domain/hageman_arrindell.h"
#include "services/progress/domain/hsu_linn_nord.h"
#include "services/progress/domain/jacobson_truax.h"
#include "services/progress/domain/minimal_important_difference.h"
#include "services/progress/domain/nunnally_kotsch.h"
#include "services/progress/domain/percentage_change.h"
#include "services/progress/domain/reliable_change.h"

namespace adagio::progress {
namespace {

absl::StatusOr<ChangeIndex> IndexOf(const Criteria& criteria, const PairedMoments& sample) {
  switch (criteria.method) {
    case Method::kJacobsonTruax:
      return JacobsonTruax(sample, criteria.reliability);
    case Method::kGulliksenLordNovick:
      return GulliksenLordNovick(sample, criteria.reliability);
    case Method::kHsuLinnNord:
      return HsuLinnNord(sample, criteria.reliability);
    case Method::kEdwardsNunnally:
      return EdwardsNunnally(sample, criteria.reliability);
    case Method::kNunnallyKotsch:
      return NunnallyKotsch(sample, criteria.reliability, criteria.reliability_post);
    default:
      return Refuse(Reason::kBug, "a method without an index of this kind");
  }
}

// The two columns and where their judgement goes.
struct Columns {
  absl::Span<const double> pre;
  absl::Span<const double> post;
  absl::Span<double> rci;
  absl::Span<Category> categories;
};

absl::StatusOr<std::optional<double>> ObservedCutoff(const Criteria& criteria, const PairedMoments& sample) {
  if (!criteria.cutoff.has_value()) return std::optional<double>();
  RETURN_IF_ERROR(RequireSpread(sample));
  ASSIGN_OR_RETURN(const double cutoff, Cutoff(*criteria.cutoff, sample.pre, criteria.functional, criteria.direction));
  return std::optional<double>(cutoff);
}

absl::Status JudgeByTrueScores(const Criteria& criteria, const Columns& columns, Assessment& found) {
  if (!criteria.cutoff.has_value()) return RefuseField("cutoff", "Hageman-Arrindell needs a cut-off");
  ASSIGN_OR_RETURN(
      const TrueScoreChange terms,
      HagemanArrindell(found.sample, criteria.functional, criteria.reliability, *criteria.cutoff, criteria.direction));
  found.cutoff = terms.cutoff;
  Apply(terms.index, columns.pre, columns.post, columns.rci);
  ClassifyTrueScoreChange(terms, criteria.direction, columns.pre, columns.post, columns.rci, columns.categories);
  return absl::OkStatus();
}

absl::Status JudgeByScores(const Criteria& criteria, const Columns& columns, Assessment& found) {
  ASSIGN_OR_RETURN(found.cutoff, ObservedCutoff(criteria, found.sample));
  const double cutoff = found.cutoff.value_or(NoCutoff(criteria.direction));
  const auto& [pre, post, rci, categories] = columns;
  if (criteria.method == Method::kMinimalImportantDifference) {
    std::fill(rci.begin(), rci.end(), std::nan(""));
    return ClassifyMinimalImportantDifference(pre, post, criteria.mid, cutoff, criteria.direction, categories);
  }
  if (criteria.method == Method::kPercentageChange) {
    std::fill(rci.begin(), rci.end(), std::nan(""));
    return ClassifyPercentageChange(pre, post, criteria.percent, cutoff, criteria.direction, categories);
  }
  ASSIGN_OR_RETURN(const ChangeIndex index, IndexOf(criteria, found.sample));
  Apply(index, pre, post, rci);
  ClassifyReliableChange(pre, post, rci, cutoff, criteria.direction, categories);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Assessment> AssessChange(const Criteria& criteria, absl::Span<const double> pre,
                                        absl::Span<const double> post, absl::Span<double> rci,
                                        absl::Span<Category> categories) {
  Assessment found;
  ASSIGN_OR_RETURN(found.sample, MeasurePairs(pre, post));
  CHECK(pre.size() == rci.size() && pre.size() == categories.size());
  const Columns columns{pre, post, rci, categories};
  RETURN_IF_ERROR(criteria.method == Method::kHagemanArrindell ? JudgeByTrueScores(criteria, columns, found)
                                                               : JudgeByScores(criteria, columns, found));
  found.counts = Count(categories);
  return found;
}

}  // namespace adagio::progress
