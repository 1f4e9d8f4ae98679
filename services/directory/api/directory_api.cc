#include "services/directory/api/directory_api.h"

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/directory/api/wire.h"
#include "services/platform/foundation/declassified.h"
#include "services/platform/foundation/status.h"
#include "services/platform/keys/page.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::directory {
namespace {

// INVALID_ARGUMENT unless this machine's zone table has `name`.
absl::Status CheckZone(const std::string& name) {
  RETURN_IF_ERROR(CheckZoneName(name));
  absl::TimeZone zone;
  if (!absl::LoadTimeZone(name, &zone)) return RefuseField("time_zone", "must be an IANA zone name");
  return absl::OkStatus();
}

// The supervisor named in the caller's own practice. NOT_FOUND/RESOURCE_MISSING for one of another practice.
absl::StatusOr<ClinicianId> SupervisorOf(const Scope& scope, absl::string_view text) {
  ASSIGN_OR_RETURN(const rpc::ResourceName name, rpc::ResourceName::Parse(text, rpc::kClinicianShape));
  if (name.practice() != scope.practice()) return Refuse(Reason::kResourceMissing, "no such supervisor");
  return name.id<ClinicianId>();
}

Principal PrincipalOf(const Clinician& clinician) {
  return {clinician.role == ClinicianRole::kSupervisor ? Role::kSupervisor : Role::kTherapist, clinician.id.uuid()};
}

}  // namespace

absl::StatusOr<v1::CreatePracticeResponse> DirectoryApi::CreatePractice(
    const rpc::Authorized<v1::CreatePracticeRequest>& call) {
  RETURN_IF_ERROR(CheckZone(call.request().time_zone()));
  return Once<v1::CreatePracticeResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::CreatePracticeResponse> {
        const v1::CreatePracticeRequest& request = call.request();
        const Practice practice{PracticeId(work.NewUuid()), request.display_name(), request.time_zone()};
        RETURN_IF_ERROR(parts_.practices.AddPractice(work, practice));
        const Principal admin{Role::kPracticeAdmin, work.NewUuid()};
        RETURN_IF_ERROR(parts_.accounts.Add(work, practice.id, admin, request.admin_login()));
        v1::CreatePracticeResponse response;
        *response.mutable_practice() = ToWire(practice);
        return response;
      });
}

absl::StatusOr<v1::AddClinicianResponse> DirectoryApi::AddClinician(
    const rpc::Authorized<v1::AddClinicianRequest>& call) {
  return Once<v1::AddClinicianResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::AddClinicianResponse> {
        const v1::AddClinicianRequest& request = call.request();
        ASSIGN_OR_RETURN(const ClinicianRole role, FromWire(request.role()));
        const Clinician clinician{ClinicianId(work.NewUuid()), Sensitive(request.display_name()), role};
        RETURN_IF_ERROR(parts_.practices.AddClinician(work, clinician));
        RETURN_IF_ERROR(parts_.accounts.Add(work, work.scope().practice(), PrincipalOf(clinician), request.login()));
        if (!request.supervisor().empty()) RETURN_IF_ERROR(Supervise(work, request.supervisor(), clinician));
        RETURN_IF_ERROR(work.Announce("clinician.changed", clinician.id.uuid()));
        v1::AddClinicianResponse response;
        *response.mutable_clinician() = ToWire(work.scope().practice(), clinician);
        return response;
      });
}

absl::Status DirectoryApi::Supervise(Work& work, absl::string_view supervisor, const Clinician& therapist) {
  ASSIGN_OR_RETURN(const ClinicianId id, SupervisorOf(work.scope(), supervisor));
  ASSIGN_OR_RETURN(const std::optional<ClinicianRole> role, parts_.practices.FindRole(work, id));
  RETURN_IF_ERROR(CheckSupervises(role, therapist.role));
  return parts_.practices.AddSupervision(work, id, therapist.id);
}

absl::StatusOr<v1::AddIntegrationResponse> DirectoryApi::AddIntegration(
    const rpc::Authorized<v1::AddIntegrationRequest>& call) {
  return Once<v1::AddIntegrationResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::AddIntegrationResponse> {
        const v1::AddIntegrationRequest& request = call.request();
        const PracticeId& practice = work.scope().practice();
        const Integration integration{IntegrationId(work.NewUuid()), Sensitive(request.display_name())};
        RETURN_IF_ERROR(parts_.practices.AddIntegration(work, integration));
        const Principal principal{Role::kIntegration, integration.id.uuid()};
        RETURN_IF_ERROR(parts_.accounts.Add(work, practice, principal, request.login()));
        RETURN_IF_ERROR(work.Announce("integration.changed", integration.id.uuid()));
        v1::AddIntegrationResponse response;
        *response.mutable_integration() = ToWire(practice, integration);
        return response;
      });
}

absl::StatusOr<v1::CreateTreatmentUnitResponse> DirectoryApi::CreateTreatmentUnit(
    const rpc::Authorized<v1::CreateTreatmentUnitRequest>& call) {
  return Once<v1::CreateTreatmentUnitResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::CreateTreatmentUnitResponse> {
        const TreatmentUnit unit{UnitId(work.NewUuid()), Sensitive(call.request().display_name()), {}};
        RETURN_IF_ERROR(parts_.treatment_units.Add(work, unit, ClinicianId(call.caller().id)));
        RETURN_IF_ERROR(work.Announce("treatment_unit.changed", unit.id.uuid()));
        v1::CreateTreatmentUnitResponse response;
        *response.mutable_treatment_unit() = ToWire(work.scope().practice(), unit);
        return response;
      });
}

absl::StatusOr<v1::AddPartnerResponse> DirectoryApi::AddPartner(const rpc::Authorized<v1::AddPartnerRequest>& call) {
  return Once<v1::AddPartnerResponse>(parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::AddPartnerResponse> {
    ASSIGN_OR_RETURN(const TreatmentUnit unit, parts_.treatment_units.Load(work));
    RETURN_IF_ERROR(CheckAdd(unit));
    const Partner partner{PartnerId(work.NewUuid()), Sensitive(call.request().display_name())};
    RETURN_IF_ERROR(parts_.treatment_units.AddPartner(work, partner));
    const Principal principal{Role::kPartner, partner.id.uuid()};
    RETURN_IF_ERROR(parts_.accounts.Add(work, work.scope().practice(), principal, call.request().login()));
    RETURN_IF_ERROR(work.Announce("membership.changed", partner.id.uuid()));
    v1::AddPartnerResponse response;
    *response.mutable_partner() = ToWire(work.scope(), partner);
    return response;
  });
}

absl::StatusOr<v1::EndMembershipResponse> DirectoryApi::EndMembership(
    const rpc::Authorized<v1::EndMembershipRequest>& call) {
  return Once<v1::EndMembershipResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::EndMembershipResponse> {
        ASSIGN_OR_RETURN(const rpc::ResourceName name,
                         rpc::ResourceName::Parse(call.request().partner(), rpc::kPartnerShape));
        ASSIGN_OR_RETURN(const TreatmentUnit unit, parts_.treatment_units.Load(work));
        RETURN_IF_ERROR(CheckEnd(unit, name.id<PartnerId>()));
        Partner partner = *FindPartner(unit, name.id<PartnerId>());
        partner.left = true;
        RETURN_IF_ERROR(parts_.treatment_units.EndMembership(work, partner.id));
        RETURN_IF_ERROR(work.Announce("membership.changed", partner.id.uuid()));
        v1::EndMembershipResponse response;
        *response.mutable_partner() = ToWire(work.scope(), partner);
        *response.mutable_ended_at() = ToWire(work.now());
        return response;
      });
}

absl::StatusOr<v1::GetTreatmentUnitResponse> DirectoryApi::GetTreatmentUnit(
    const rpc::Authorized<v1::GetTreatmentUnitRequest>& call) {
  static_assert(IsDeclassified({.what = Told::kMembership}), "members know each other");
  ASSIGN_OR_RETURN(const TreatmentUnit unit, parts_.treatment_units.Read(call.scope()));
  v1::GetTreatmentUnitResponse response;
  *response.mutable_treatment_unit() = ToWire(call.scope().practice(), unit);
  return response;
}

absl::StatusOr<v1::ListTreatmentUnitsResponse> DirectoryApi::ListTreatmentUnits(
    const rpc::Authorized<v1::ListTreatmentUnitsRequest>& call) {
  const Scope& scope = call.scope();
  const ClinicianId therapist(scope.principal().id);
  ASSIGN_OR_RETURN(const std::vector<UnitId> treated, parts_.treatment_units.ReadTreatedBy(scope, therapist));
  const keys::Pages pages(parts_.keys, scope);
  ASSIGN_OR_RETURN(const keys::Page page,
                   pages.PageOf(call.request().page_size(), call.request().page_token(), treated.size()));
  v1::ListTreatmentUnitsResponse response;
  for (size_t i = page.first; i < page.end; ++i) {
    ASSIGN_OR_RETURN(const TreatmentUnit unit, parts_.treatment_units.ReadOne(scope, treated[i]));
    *response.add_treatment_units() = ToWire(scope.practice(), unit);
  }
  ASSIGN_OR_RETURN(*response.mutable_next_page_token(), pages.TokenAfter(page, treated.size()));
  return response;
}

absl::StatusOr<v1::GetClinicianResponse> DirectoryApi::GetClinician(
    const rpc::Authorized<v1::GetClinicianRequest>& call) {
  ASSIGN_OR_RETURN(const rpc::ResourceName name,
                   rpc::ResourceName::Parse(call.request().clinician(), rpc::kClinicianShape));
  const PracticeId& practice = call.scope().practice();
  ASSIGN_OR_RETURN(const Clinician clinician, parts_.practices.ReadClinician(practice, name.id<ClinicianId>()));
  v1::GetClinicianResponse response;
  *response.mutable_clinician() = ToWire(practice, clinician);
  return response;
}

}  // namespace adagio::directory
