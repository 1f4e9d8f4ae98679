// What is read of administrations and their course.
#include <algorithm>
#include <utility>

#include "services/platform/keys/page.h"
#include "services/progress/api/caller.h"
#include "services/progress/api/progress_api.h"
#include "services/progress/api/wire.h"
#include "services/progress/store/figures_store.h"

namespace adagio::progress {
namespace {

bool IsAskedFor(const v1::ListAdministrationsRequest& request, const std::optional<PartnerId>& partner,
                const Scope& scope, const Administration& administration) {
  return MayKnow(scope.principal(), administration.partner) &&
         (!partner.has_value() || administration.partner == *partner) &&
         (request.instrument().empty() || administration.instrument == request.instrument());
}

v1::Trajectory ToWire(const Scope& scope, const PartnerId& partner, const std::string& instrument,
                      const std::vector<ScoreAt>& series) {
  v1::Trajectory wire;
  wire.set_partner(rpc::PartnerName(scope.practice(), scope.unit(), partner));
  wire.set_instrument(instrument);
  for (const ScoreAt& point : series) *wire.add_points() = ToWire(scope, point);
  const std::vector<ScoreAt> totals = TotalsOf(series);
  if (totals.empty()) return wire;
  *wire.mutable_baseline() = ToWire(scope, totals.front());
  *wire.mutable_latest() = ToWire(scope, totals.back());
  return wire;
}

}  // namespace

absl::StatusOr<v1::GetAdministrationResponse> ProgressApi::GetAdministration(
    const rpc::Authorized<v1::GetAdministrationRequest>& call) {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  ASSIGN_OR_RETURN(const Found found, FindKnown(*reads, call.scope(), call.request().administration()));
  v1::GetAdministrationResponse response;
  *response.mutable_administration() = progress::ToWire(call.scope(), found.administration, found.all);
  return response;
}

absl::StatusOr<v1::ListAdministrationsResponse> ProgressApi::ListAdministrations(
    const rpc::Authorized<v1::ListAdministrationsRequest>& call) {
  const v1::ListAdministrationsRequest& request = call.request();
  std::optional<PartnerId> partner;
  if (!request.partner().empty()) {
    ASSIGN_OR_RETURN(partner, IdIn<PartnerId>(request.partner(), rpc::kPartnerShape));
  }
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  ASSIGN_OR_RETURN(const std::vector<Administration> all, parts_.administrations.LoadAll(*reads, call.scope()));
  std::vector<const Administration*> asked;
  for (const Administration& each : all) {
    if (IsAskedFor(request, partner, call.scope(), each)) asked.push_back(&each);
  }
  const keys::Pages pages(parts_.keys, call.scope());
  ASSIGN_OR_RETURN(const keys::Page page, pages.PageOf(request.page_size(), request.page_token(), asked.size()));
  v1::ListAdministrationsResponse response;
  for (size_t i = page.first; i < page.end; ++i) {
    *response.add_administrations() = progress::ToWire(call.scope(), *asked[i], all);
  }
  ASSIGN_OR_RETURN(*response.mutable_next_page_token(), pages.TokenAfter(page, asked.size()));
  return response;
}

absl::StatusOr<v1::GetTrajectoryResponse> ProgressApi::GetTrajectory(
    const rpc::Authorized<v1::GetTrajectoryRequest>& call) {
  const Scope& scope = call.scope();
  ASSIGN_OR_RETURN(const auto partner, IdIn<PartnerId>(call.request().partner(), rpc::kPartnerShape));
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  ASSIGN_OR_RETURN(const std::optional<Standing> standing, parts_.administrations.LoadStanding(*reads, scope, partner));
  if (!standing.has_value() || !MayKnow(scope.principal(), partner)) return CheckWritable(nullptr);
  ASSIGN_OR_RETURN(const Instrument instrument,
                   parts_.catalogue.Find(*reads, scope.practice(), call.request().instrument()));
  ASSIGN_OR_RETURN(const std::vector<Administration> all,
                   parts_.administrations.LoadOf(*reads, scope, partner, instrument.key));
  const std::vector<ScoreAt> series = SeriesOf(all);
  v1::GetTrajectoryResponse response;
  v1::Trajectory& wire = *response.mutable_trajectory();
  wire = ToWire(scope, partner, instrument.key, series);
  const Summary summary = series.empty() ? Summary() : progress::Summarise(instrument, series);
  if (summary.best.has_value()) wire.set_best(*summary.best);
  if (scope.principal().role == Role::kPartner) return response;
  ASSIGN_OR_RETURN(const PracticeFigures supplied, LoadFigures(*reads, scope.practice()));
  const std::vector<Figure> figures = FiguresThatCount(instrument, FiguresFor(supplied, instrument.key));
  *wire.mutable_change() = progress::ToWire(JudgeChange(instrument.direction, figures, summary), figures);
  ASSIGN_OR_RETURN(const Norm norm, parts_.norms.Find(*reads, scope.practice(), instrument.key, summary.version));
  *wire.mutable_track() = TrackToWire(instrument, figures, norm, summary);
  return response;
}

}  // namespace adagio::progress
