#include "services/directory/api/relation_api.h"

#include <optional>
#include <string>
#include <vector>

#include "services/directory/api/wire.h"
#include "services/directory/domain/clinician.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::directory {
namespace {

// The door has seen to it that the name is of the caller's own practice.
absl::StatusOr<ClinicianId> ClinicianOf(const std::string& text) {
  ASSIGN_OR_RETURN(const rpc::ResourceName name, rpc::ResourceName::Parse(text, rpc::kClinicianShape));
  return name.id<ClinicianId>();
}

const Relation* OrNull(const std::optional<Relation>& relation) { return relation.has_value() ? &*relation : nullptr; }

}  // namespace

absl::StatusOr<v1::StartSupervisionResponse> RelationApi::StartSupervision(
    const rpc::Authorized<v1::StartSupervisionRequest>& call) {
  using Response = v1::StartSupervisionResponse;
  ASSIGN_OR_RETURN(const ClinicianId therapist, ClinicianOf(call.request().therapist()));
  ASSIGN_OR_RETURN(const ClinicianId supervisor, ClinicianOf(call.request().supervisor()));
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(const std::optional<ClinicianRole> supervised, parts_.practices.FindRole(work, therapist));
    ASSIGN_OR_RETURN(const std::optional<ClinicianRole> role, parts_.practices.FindRole(work, supervisor));
    if (!supervised.has_value()) return Refuse(Reason::kResourceMissing, "no such clinician");
    RETURN_IF_ERROR(CheckSupervises(role, *supervised));
    ASSIGN_OR_RETURN(const std::optional<Relation> known, parts_.store.FindSupervision(work, supervisor, therapist));
    RETURN_IF_ERROR(CheckBegin(OrNull(known)));
    if (!known.has_value()) {
      RETURN_IF_ERROR(parts_.practices.AddSupervision(work, supervisor, therapist));
      RETURN_IF_ERROR(work.Announce("clinician.changed", therapist.uuid()));
    }
    Response response;
    *response.mutable_started_at() = ToWire(known.has_value() ? known->started_at : work.now());
    return response;
  });
}

absl::StatusOr<v1::EndSupervisionResponse> RelationApi::EndSupervision(
    const rpc::Authorized<v1::EndSupervisionRequest>& call) {
  using Response = v1::EndSupervisionResponse;
  ASSIGN_OR_RETURN(const ClinicianId therapist, ClinicianOf(call.request().therapist()));
  ASSIGN_OR_RETURN(const ClinicianId supervisor, ClinicianOf(call.request().supervisor()));
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(const std::optional<Relation> known, parts_.store.FindSupervision(work, supervisor, therapist));
    RETURN_IF_ERROR(CheckEnd(OrNull(known)));
    RETURN_IF_ERROR(parts_.store.EndSupervision(work, supervisor, therapist));
    RETURN_IF_ERROR(work.Announce("clinician.changed", therapist.uuid()));
    Response response;
    *response.mutable_ended_at() = ToWire(work.now());
    return response;
  });
}

absl::StatusOr<v1::StartTreatmentResponse> RelationApi::StartTreatment(
    const rpc::Authorized<v1::StartTreatmentRequest>& call) {
  using Response = v1::StartTreatmentResponse;
  ASSIGN_OR_RETURN(const ClinicianId therapist, ClinicianOf(call.request().therapist()));
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(const std::optional<ClinicianRole> role, parts_.practices.FindRole(work, therapist));
    RETURN_IF_ERROR(CheckTreats(role));
    ASSIGN_OR_RETURN(const std::vector<Treatment> all, parts_.store.LoadTreatments(work));
    const Relation* known = Find(all, therapist);
    RETURN_IF_ERROR(CheckBegin(known));
    if (known == nullptr) {
      RETURN_IF_ERROR(parts_.store.StartTreatment(work, therapist));
      RETURN_IF_ERROR(work.Announce("treatment_unit.changed", work.scope().unit().uuid()));
    }
    Response response;
    *response.mutable_started_at() = ToWire(known != nullptr ? known->started_at : work.now());
    return response;
  });
}

absl::StatusOr<v1::EndTreatmentResponse> RelationApi::EndTreatment(
    const rpc::Authorized<v1::EndTreatmentRequest>& call) {
  using Response = v1::EndTreatmentResponse;
  ASSIGN_OR_RETURN(const ClinicianId therapist, ClinicianOf(call.request().therapist()));
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(const std::vector<Treatment> all, parts_.store.LoadTreatments(work));
    RETURN_IF_ERROR(CheckEndTreatment(all, therapist));
    RETURN_IF_ERROR(parts_.store.EndTreatment(work, therapist));
    RETURN_IF_ERROR(work.Announce("treatment_unit.changed", work.scope().unit().uuid()));
    Response response;
    *response.mutable_ended_at() = ToWire(work.now());
    return response;
  });
}

}  // namespace adagio::directory
