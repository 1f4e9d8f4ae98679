#include "services/directory/api/wire.h"

#include "google/protobuf/util/time_util.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::directory {
namespace {

v1::Partner PartnerToWire(const PracticeId& practice, const UnitId& unit, const Partner& partner) {
  v1::Partner wire;
  wire.set_name(rpc::PartnerName(practice, unit, partner.id));
  wire.set_display_name(partner.display_name.Read(Reveal::kToAnswer));
  wire.set_left(partner.left);
  return wire;
}

}  // namespace

v1::Practice ToWire(const Practice& practice) {
  v1::Practice wire;
  wire.set_name(rpc::PracticeName(practice.id));
  wire.set_display_name(practice.display_name);
  wire.set_time_zone(practice.time_zone);
  return wire;
}

v1::Clinician ToWire(const PracticeId& practice, const Clinician& clinician) {
  v1::Clinician wire;
  wire.set_name(rpc::ClinicianName(practice, clinician.id));
  wire.set_display_name(clinician.display_name.Read(Reveal::kToAnswer));
  wire.set_role(clinician.role == ClinicianRole::kSupervisor ? v1::CLINICIAN_ROLE_SUPERVISOR
                                                             : v1::CLINICIAN_ROLE_THERAPIST);
  return wire;
}

v1::Integration ToWire(const PracticeId& practice, const Integration& integration) {
  v1::Integration wire;
  wire.set_name(rpc::IntegrationName(practice, integration.id));
  wire.set_display_name(integration.display_name.Read(Reveal::kToAnswer));
  return wire;
}

v1::Partner ToWire(const Scope& scope, const Partner& partner) {
  return PartnerToWire(scope.practice(), scope.unit(), partner);
}

google::protobuf::Timestamp ToWire(absl::Time time) {
  return google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(time));
}

v1::TreatmentUnit ToWire(const PracticeId& practice, const TreatmentUnit& unit) {
  v1::TreatmentUnit wire;
  wire.set_name(rpc::UnitName(practice, unit.id));
  wire.set_display_name(unit.display_name.Read(Reveal::kToAnswer));
  for (const Partner& partner : unit.partners) *wire.add_partners() = PartnerToWire(practice, unit.id, partner);
  return wire;
}

absl::StatusOr<ClinicianRole> FromWire(v1::ClinicianRole role) {
  switch (role) {
    case v1::CLINICIAN_ROLE_THERAPIST:
      return ClinicianRole::kTherapist;
    case v1::CLINICIAN_ROLE_SUPERVISOR:
      return ClinicianRole::kSupervisor;
    default:
      return RefuseField("role", "must be a known role");
  }
}

}  // namespace adagio::directory
