#include "services/intake/api/screening_api.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "services/intake/api/wire.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/resource_name.h"
#include "services/platform/unit_of_work/holds.h"

namespace adagio::intake {
namespace {

constexpr absl::string_view kSittingShape = "practices/{}/treatmentUnits/{}/sittings/{}";
constexpr absl::string_view kHoldShape = "practices/{}/treatmentUnits/{}/holds/{}";

// The last id of a name whose shape the door has checked.
template <typename IdType>
absl::StatusOr<IdType> IdOf(absl::string_view text, absl::string_view shape) {
  ASSIGN_OR_RETURN(const rpc::ResourceName name, rpc::ResourceName::Parse(text, shape));
  return name.id<IdType>();
}

}  // namespace

absl::StatusOr<v1::OpenSittingResponse> ScreeningApi::OpenSitting(const rpc::Authorized<v1::OpenSittingRequest>& call) {
  using Response = v1::OpenSittingResponse;
  if (!call.request().alone()) return RefuseField("alone", "must be confirmed");
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(const auto partner, IdOf<PartnerId>(call.request().partner(), rpc::kPartnerShape));
    RETURN_IF_ERROR(LoadTreated(work, partner).status());
    const SittingId sitting(work.NewUuid());
    RETURN_IF_ERROR(parts_.store.AddSitting(work, sitting, partner));
    Response response;
    response.set_sitting(rpc::NameInUnit(work.scope().practice(), work.scope().unit(), "sittings", sitting));
    return response;
  });
}

absl::StatusOr<v1::RecordViolenceScreenResponse> ScreeningApi::RecordViolenceScreen(
    const rpc::Authorized<v1::RecordViolenceScreenRequest>& call) {
  using Response = v1::RecordViolenceScreenResponse;
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(const PracticeThresholds set, parts_.thresholds.Load(work));
    ASSIGN_OR_RETURN(const Screen screen, FromWire(call.request(), InForce(set)));
    ASSIGN_OR_RETURN(const auto sitting, IdOf<SittingId>(call.request().sitting(), kSittingShape));
    ASSIGN_OR_RETURN(const PartnerId partner, parts_.store.FindSitting(work, sitting));
    ASSIGN_OR_RETURN(PartnerSafety safety, LoadTreated(work, partner));
    ASSIGN_OR_RETURN(const std::set<Instrument> complete, parts_.store.CompleteIn(work, sitting, partner));
    RETURN_IF_ERROR(CheckRecord(complete, screen.instrument));
    RETURN_IF_ERROR(parts_.store.AddScreen(work, sitting, partner, screen));
    const RecordedScreen recorded{work.version(), ResultOf(screen)};
    safety.screens[screen.instrument] = recorded;
    safety.answered[screen.instrument] = screen;
    Response response;
    response.set_result(ToWire(recorded.result));
    ASSIGN_OR_RETURN(*response.mutable_clearance(), Conclude(work, safety));
    return response;
  });
}

absl::StatusOr<v1::RecordSafetyPlanResponse> ScreeningApi::RecordSafetyPlan(
    const rpc::Authorized<v1::RecordSafetyPlanRequest>& call) {
  using Response = v1::RecordSafetyPlanResponse;
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(const auto partner, IdOf<PartnerId>(call.request().partner(), rpc::kPartnerShape));
    ASSIGN_OR_RETURN(PartnerSafety safety, LoadTreated(work, partner));
    ASSIGN_OR_RETURN(const SafetyPlan plan, PlanFrom(work, call.request()));
    RETURN_IF_ERROR(CheckPlan(Deciding(safety.screens), ConsultantOf(plan)));
    RETURN_IF_ERROR(parts_.store.AddPlan(work, partner, plan));
    safety.plan = RecordedPlan{work.version(), ConsultantOf(plan)};
    safety.planned = plan;
    Response response;
    ASSIGN_OR_RETURN(*response.mutable_clearance(), Conclude(work, safety));
    return response;
  });
}

absl::StatusOr<v1::PlaceHoldResponse> ScreeningApi::PlaceHold(const rpc::Authorized<v1::PlaceHoldRequest>& call) {
  using Response = v1::PlaceHoldResponse;
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(const auto partner, IdOf<PartnerId>(call.request().partner(), rpc::kPartnerShape));
    ASSIGN_OR_RETURN(const PartnerSafety safety, LoadTreated(work, partner));
    RETURN_IF_ERROR(CheckPlaceHold(safety));
    const Hold hold{HoldId(work.NewUuid()), partner, Sensitive(call.request().reason()), work.now()};
    RETURN_IF_ERROR(parts_.store.AddHold(work, hold));
    RETURN_IF_ERROR(TellOfClearance(work, partner));
    Response response;
    *response.mutable_hold() = ToWire(work.scope(), hold);
    return response;
  });
}

absl::StatusOr<v1::LiftHoldResponse> ScreeningApi::LiftHold(const rpc::Authorized<v1::LiftHoldRequest>& call) {
  using Response = v1::LiftHoldResponse;
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(const auto id, IdOf<HoldId>(call.request().hold(), kHoldShape));
    ASSIGN_OR_RETURN(const std::optional<Hold> hold, parts_.store.FindHold(work, id));
    RETURN_IF_ERROR(CheckLift(hold.has_value() ? &*hold : nullptr));
    RETURN_IF_ERROR(parts_.store.Lift(work, *hold, Sensitive(call.request().reason())));
    ASSIGN_OR_RETURN(const std::vector<PartnerSafety> unit, parts_.store.Load(work));
    const PartnerSafety* safety = FindPartner(unit, hold->partner);
    if (safety == nullptr) return Refuse(Reason::kBug, "a hold is of nobody in its unit");
    RETURN_IF_ERROR(TellOfClearance(work, safety->partner));
    Response response;
    ASSIGN_OR_RETURN(*response.mutable_clearance(), Shown(work, *safety));
    return response;
  });
}

absl::StatusOr<v1::GetClearanceResponse> ScreeningApi::GetClearance(
    const rpc::Authorized<v1::GetClearanceRequest>& call) {
  ASSIGN_OR_RETURN(const std::vector<PartnerSafety> unit, parts_.store.Read(call.scope()));
  ASSIGN_OR_RETURN(const PracticeThresholds set, parts_.thresholds.Read(call.scope()));
  v1::GetClearanceResponse response;
  for (const PartnerSafety& safety : unit) {
    if (!safety.left) *response.add_partners() = ToWire(call.scope(), safety, InForce(set));
  }
  return response;
}

absl::StatusOr<PartnerSafety> ScreeningApi::LoadTreated(Work& work, const PartnerId& partner) {
  ASSIGN_OR_RETURN(const std::vector<PartnerSafety> unit, parts_.store.Load(work));
  const PartnerSafety* safety = FindPartner(unit, partner);
  RETURN_IF_ERROR(CheckTreated(safety));
  return *safety;
}

absl::StatusOr<SafetyPlan> ScreeningApi::PlanFrom(Work& work, const v1::RecordSafetyPlanRequest& request) {
  SafetyPlan plan{.reason = Sensitive(request.reason()), .consultant = Sensitive(request.consultant())};
  if (request.supervisor().empty()) return plan;
  ASSIGN_OR_RETURN(const auto supervisor, IdOf<ClinicianId>(request.supervisor(), rpc::kClinicianShape));
  ASSIGN_OR_RETURN(const bool supervises, parts_.store.SupervisesCaller(work, supervisor));
  if (!supervises) return RefuseField("supervisor", "must supervise the caller now");
  plan.supervisor = supervisor;
  return plan;
}

absl::StatusOr<v1::PartnerClearance> ScreeningApi::Shown(Work& work, const PartnerSafety& safety) {
  ASSIGN_OR_RETURN(const PracticeThresholds set, parts_.thresholds.Load(work));
  return ToWire(work.scope(), safety, InForce(set));
}

absl::StatusOr<v1::PartnerClearance> ScreeningApi::Conclude(Work& work, const PartnerSafety& safety) {
  RETURN_IF_ERROR(SetClearance(work, safety.partner, Clear(Deciding(safety.screens), safety.plan).cleared));
  RETURN_IF_ERROR(TellOfClearance(work, safety.partner));
  return Shown(work, safety);
}

}  // namespace adagio::intake
