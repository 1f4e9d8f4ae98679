#include "services/progress/domain/caseload_view.h"

#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

std::optional<int64_t> InSteps(int64_t count) {
  if (count < kCountStep) return std::nullopt;
  return count - count % kCountStep;
}

PublishedOutcomes PublishedOf(const Outcomes& outcomes) {
  return {.instrument = outcomes.instrument,
          .paired = InSteps(outcomes.paired),
          .unpaired = InSteps(outcomes.counts.missing),
          .recovered = InSteps(outcomes.counts.recovered),
          .improved = InSteps(outcomes.counts.improved),
          .unchanged = InSteps(outcomes.counts.unchanged),
          .deteriorated = InSteps(outcomes.counts.deteriorated),
          .harmed = InSteps(outcomes.counts.harmed),
          .unjudged = InSteps(outcomes.unjudged)};
}

}  // namespace

absl::StatusOr<CaseloadView> ViewFor(Role role) {
  switch (role) {
    case Role::kTherapist:
      return CaseloadView::kOwn;
    case Role::kSupervisor:
      return CaseloadView::kSupervised;
    case Role::kPracticeAdmin:
      return CaseloadView::kCounts;
    default:
      return Refuse(Reason::kAccessDenied, "no caseload is for this role");
  }
}

PublishedCounts PublishedOf(const CaseloadFigures& figures) {
  PublishedCounts published{.units = InSteps(figures.units), .partners = InSteps(figures.partners)};
  for (const Outcomes& outcomes : figures.outcomes) {
    if (outcomes.paired >= kCountStep) published.outcomes.push_back(PublishedOf(outcomes));
  }
  for (const MatterFigures& matters : figures.matters) {
    published.matters.push_back({matters.kind, InSteps(matters.waiting)});
  }
  return published;
}

}  // namespace adagio::progress
