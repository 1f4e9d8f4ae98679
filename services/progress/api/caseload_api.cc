#include "services/progress/api/caseload_api.h"

#include "services/platform/foundation/status.h"
#include "services/platform/keys/page.h"
#include "services/progress/api/caseload_wire.h"
#include "services/progress/domain/trajectory.h"
#include "services/progress/store/figures_store.h"

namespace adagio::progress {
namespace {

// What was settled within this time is in the report.
constexpr absl::Duration kLately = absl::Hours(90 * 24);

Course CourseOf(const PartnerSummary& of, const Instrument* instrument, const PracticeFigures& supplied) {
  Course course{.unit = of.unit,
                .partner = of.partner,
                .instrument = of.instrument,
                .measure = of.measure,
                .paired = of.summary.scored >= 2,
                .latest = of.summary.latest_at};
  if (instrument == nullptr) return course;  // of a pack that is no longer installed
  const Change change = JudgeChange(instrument->direction,
                                    FiguresThatCount(*instrument, FiguresFor(supplied, of.instrument)), of.summary);
  if (change.judgement == Judgement::kJudged) course.category = change.category;
  return course;
}

}  // namespace

absl::StatusOr<CaseloadFacts> CaseloadApi::Load(const Scope& scope, CaseloadView view, absl::Time now) const {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  ASSIGN_OR_RETURN(LoadedCaseload loaded, parts_.store.Load(*reads, scope, view, now - kLately));
  // Figures say nothing about anybody: that they are read a moment later mixes nothing.
  ASSIGN_OR_RETURN(const PracticeFigures supplied, LoadFigures(*reads, scope.practice()));
  for (const PartnerSummary& of : loaded.summaries) {
    loaded.facts.courses.push_back(CourseOf(of, parts_.instruments.Find(of.instrument), supplied));
  }
  return std::move(loaded.facts);
}

absl::StatusOr<v1::GetCaseloadResponse> CaseloadApi::GetCaseload(const rpc::Authorized<v1::GetCaseloadRequest>& call) {
  ASSIGN_OR_RETURN(const CaseloadView view, ViewFor(call.caller().role));
  const absl::Time now = parts_.clock.Now();
  ASSIGN_OR_RETURN(const CaseloadFacts facts, Load(call.scope(), view, now));
  const CaseloadReport report = ReportOn(facts, now);
  v1::GetCaseloadResponse response = Opening(view, now);
  if (view == CaseloadView::kCounts) {
    *response.mutable_counts() = ToWire(PublishedOf(report.all));
    return response;
  }
  *response.mutable_figures() = ToWire(report.all);
  if (view == CaseloadView::kSupervised) {
    for (const TherapistCaseload& one : report.therapists) {
      *response.add_therapists() = ToWire(call.scope().practice(), one);
    }
  }
  const keys::Pages pages(parts_.keys, call.scope());
  ASSIGN_OR_RETURN(const keys::Page page,
                   pages.PageOf(call.request().page_size(), call.request().page_token(), report.worklist.size()));
  for (size_t i = page.first; i < page.end; ++i) {
    *response.add_worklist() = ToWire(call.scope().practice(), report.worklist[i]);
  }
  ASSIGN_OR_RETURN(*response.mutable_next_page_token(), pages.TokenAfter(page, report.worklist.size()));
  return response;
}

}  // namespace adagio::progress
