#include "services/progress/domain/change.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

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

  Columns Rows(size_t from, size_t size) const {
    return {pre.subspan(from, size), post.subspan(from, size), rci.subspan(from, size), categories.subspan(from, size)};
  }
};

// Rows judged at a time: small enough that each look at them after the first finds them in the first-level cache.
constexpr size_t kBlock = 512;

// Lets `judge` judge all rows, a block at a time, and counts what it says. An error ends it; there is a block of no
// rows where there are none, so that criteria are looked at.
template <typename Judge>
absl::Status InBlocks(const Columns& columns, CategoryCounts& counts, const Judge& judge) {
  size_t from = 0;
  do {
    const Columns block = columns.Rows(from, kBlock);
    RETURN_IF_ERROR(judge(block));
    counts += Count(block.categories);
    from += kBlock;
  } while (from < columns.pre.size());
  return absl::OkStatus();
}

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
  return InBlocks(columns, found.counts, [&](const Columns& rows) {
    Apply(terms.index, rows.pre, rows.post, rows.rci);
    ClassifyTrueScoreChange(terms, criteria.direction, rows.pre, rows.post, rows.rci, rows.categories);
    return absl::OkStatus();
  });
}

absl::Status JudgeByScores(const Criteria& criteria, const Columns& columns, Assessment& found) {
  ASSIGN_OR_RETURN(found.cutoff, ObservedCutoff(criteria, found.sample));
  const double cutoff = found.cutoff.value_or(NoCutoff(criteria.direction));
  const Direction direction = criteria.direction;
  if (criteria.method == Method::kMinimalImportantDifference || criteria.method == Method::kPercentageChange) {
    return InBlocks(columns, found.counts, [&](const Columns& rows) {
      std::fill(rows.rci.begin(), rows.rci.end(), std::nan(""));
      if (criteria.method == Method::kPercentageChange) {
        return ClassifyPercentageChange(rows.pre, rows.post, criteria.percent, cutoff, direction, rows.categories);
      }
      return ClassifyMinimalImportantDifference(rows.pre, rows.post, criteria.mid, cutoff, direction, rows.categories);
    });
  }
  ASSIGN_OR_RETURN(const ChangeIndex index, IndexOf(criteria, found.sample));
  return InBlocks(columns, found.counts, [&](const Columns& rows) {
    Apply(index, rows.pre, rows.post, rows.rci);
    ClassifyReliableChange(rows.pre, rows.post, rows.rci, cutoff, direction, rows.categories);
    return absl::OkStatus();
  });
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
  return found;
}

}  // namespace adagio::progress
