#include "services/progress/api/caseload_api.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "services/platform/foundation/status.h"
#include "services/platform/keys/page.h"
#include "services/progress/api/caseload_wire.h"
#include "services/progress/api/wire.h"
#include "services/progress/domain/course.h"
#include "services/progress/store/figures_store.h"

namespace adagio::progress {
namespace {

// What was settled within this time is in the report.
constexpr absl::Duration kLately = absl::Hours(90 * 24);
// Who left within this time counts in outcomes, where nothing else is asked for.
constexpr absl::Duration kPeriod = absl::Hours(365 * 24);

const Instrument* Find(const std::vector<Instrument>& instruments, const std::string& key) {
  const auto found =
      std::find_if(instruments.begin(), instruments.end(), [&](const Instrument& each) { return each.key == key; });
  return found == instruments.end() ? nullptr : &*found;
}

Course CourseOf(const PartnerSummary& of, const Instrument* instrument, const PracticeFigures& supplied,
                const Norm& norm) {
  Course course =
      instrument == nullptr  // of a pack that is no longer installed
          ? UnjudgedCourse(of.summary)
          : JudgedCourse(instrument->direction, FiguresThatCount(*instrument, FiguresFor(supplied, of.instrument)),
                         norm, of.summary);
  course.unit = of.unit;
  course.partner = of.partner;
  course.instrument = of.instrument;
  course.measure = of.measure;
  return course;
}

}  // namespace

absl::StatusOr<CaseloadApi::Period> CaseloadApi::PeriodOf(const v1::GetCaseloadRequest& request, CaseloadView view,
                                                          absl::Time now) {
  if (!request.has_period_start()) return Period{now - kPeriod, now};
  if (view != CaseloadView::kOwn) return RefuseField("period_start", "is a therapist's to choose");
  const absl::Time start = FromWire(true, request.period_start(), now);
  if (start > now) return RefuseField("period_start", "must not lie in the future");
  return Period{start, now};
}

absl::StatusOr<CaseloadFacts> CaseloadApi::Load(const Scope& scope, CaseloadView view, const Period& period) const {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  const CaseloadSpan span{.left_since = period.start, .settled_since = period.now - kLately};
  ASSIGN_OR_RETURN(LoadedCaseload loaded, parts_.store.Load(*reads, scope, view, span));
  // Figures say nothing about anybody: that they are read a moment later mixes nothing.
  ASSIGN_OR_RETURN(const PracticeFigures supplied, LoadFigures(*reads, scope.practice()));
  ASSIGN_OR_RETURN(const std::vector<Instrument> instruments, parts_.catalogue.All(*reads, scope.practice()));
  std::map<std::pair<std::string, int>, Norm> norms;  // of an instrument's version
  for (const PartnerSummary& of : loaded.summaries) {
    const std::pair key(of.instrument, of.summary.version);
    if (!norms.contains(key)) {
      ASSIGN_OR_RETURN(norms[key], parts_.norms.Find(*reads, scope.practice(), key.first, key.second));
    }
    loaded.facts.courses.push_back(CourseOf(of, Find(instruments, of.instrument), supplied, norms[key]));
  }
  return std::move(loaded.facts);
}

absl::StatusOr<v1::GetCaseloadResponse> CaseloadApi::Counts(const Scope& scope, const Period& period) {
  ASSIGN_OR_RETURN(std::optional<v1::GetCaseloadResponse> standing, parts_.snapshots.Standing(scope, period.now));
  if (!standing.has_value()) {
    ASSIGN_OR_RETURN(const CaseloadFacts facts, Load(scope, CaseloadView::kCounts, period));
    v1::GetCaseloadResponse report = Opening(CaseloadView::kCounts, period.now, period.start);
    *report.mutable_counts() = ToWire(PublishedOf(ReportOn(facts, period.now).all));
    ASSIGN_OR_RETURN(standing, parts_.snapshots.Make(scope, report));
  }
  *standing->mutable_as_of() = ToWire(period.now);
  return *std::move(standing);
}

absl::Status CaseloadApi::AddWorklist(const rpc::Authorized<v1::GetCaseloadRequest>& call,
                                      const std::vector<WorkItem>& worklist, v1::GetCaseloadResponse& response) const {
  const keys::Pages pages(parts_.keys, call.scope());
  ASSIGN_OR_RETURN(const keys::Page page,
                   pages.PageOf(call.request().page_size(), call.request().page_token(), worklist.size()));
  for (size_t i = page.first; i < page.end; ++i) {
    *response.add_worklist() = ToWire(call.scope().practice(), worklist[i]);
  }
  ASSIGN_OR_RETURN(*response.mutable_next_page_token(), pages.TokenAfter(page, worklist.size()));
  return absl::OkStatus();
}

absl::StatusOr<v1::GetCaseloadResponse> CaseloadApi::GetCaseload(const rpc::Authorized<v1::GetCaseloadRequest>& call) {
  ASSIGN_OR_RETURN(const CaseloadView view, ViewFor(call.caller().role));
  ASSIGN_OR_RETURN(const Period period, PeriodOf(call.request(), view, parts_.clock.Now()));
  if (view == CaseloadView::kCounts) return Counts(call.scope(), period);
  ASSIGN_OR_RETURN(const CaseloadFacts facts, Load(call.scope(), view, period));
  const CaseloadReport report = ReportOn(facts, period.now);
  v1::GetCaseloadResponse response = Opening(view, period.now, period.start);
  *response.mutable_figures() = ToWire(report.all);
  if (view == CaseloadView::kSupervised) {
    for (const TherapistCaseload& one : report.therapists) {
      *response.add_therapists() = ToWire(call.scope().practice(), one);
    }
    ASSIGN_OR_RETURN(std::optional<v1::GetCaseloadResponse> standing,
                     parts_.snapshots.Standing(call.scope(), period.now));
    if (!standing.has_value()) {
      ASSIGN_OR_RETURN(standing, parts_.snapshots.Make(call.scope(), response));
    }
    PutIn(*standing, response);
  }
  RETURN_IF_ERROR(AddWorklist(call, report.worklist, response));
  return response;
}

}  // namespace adagio::progress
