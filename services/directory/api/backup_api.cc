#include "services/directory/api/backup_api.h"

#include <optional>
#include <string>

#include "services/platform/foundation/status.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::directory {
namespace {

absl::StatusOr<AlertBackups> FromWire(const v1::AlertBackups& wire) {
  AlertBackups backups{.clinicians = {},
                       .escalate_after = absl::Seconds(wire.escalate_after().seconds()) +
                                         absl::Nanoseconds(wire.escalate_after().nanos())};
  for (const std::string& clinician : wire.clinicians()) {
    ASSIGN_OR_RETURN(const rpc::ResourceName name, rpc::ResourceName::Parse(clinician, rpc::kClinicianShape));
    backups.clinicians.push_back(name.id<ClinicianId>());
  }
  return backups;
}

v1::AlertBackups ToWire(const PracticeId& practice, const AlertBackups& backups) {
  v1::AlertBackups wire;
  for (const ClinicianId& clinician : backups.clinicians) {
    wire.add_clinicians(rpc::ClinicianName(practice, clinician));
  }
  wire.mutable_escalate_after()->set_seconds(absl::ToInt64Seconds(backups.escalate_after));
  return wire;
}

}  // namespace

absl::StatusOr<v1::SetAlertBackupsResponse> BackupApi::SetAlertBackups(
    const rpc::Authorized<v1::SetAlertBackupsRequest>& call) {
  using Response = v1::SetAlertBackupsResponse;
  ASSIGN_OR_RETURN(const AlertBackups backups, FromWire(call.request().backups()));
  RETURN_IF_ERROR(CheckBackups(backups));
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    for (const ClinicianId& clinician : backups.clinicians) {
      ASSIGN_OR_RETURN(const std::optional<ClinicianRole> role, parts_.practices.FindRole(work, clinician));
      if (!role.has_value()) return Refuse(Reason::kResourceMissing, "no such clinician");
    }
    RETURN_IF_ERROR(parts_.store.Set(work, backups));
    Response response;
    *response.mutable_backups() = ToWire(work.scope().practice(), backups);
    return response;
  });
}

absl::StatusOr<v1::GetAlertBackupsResponse> BackupApi::GetAlertBackups(
    const rpc::Authorized<v1::GetAlertBackupsRequest>& call) {
  ASSIGN_OR_RETURN(const std::optional<AlertBackups> backups, parts_.store.Read(call.scope()));
  v1::GetAlertBackupsResponse response;
  if (backups.has_value()) *response.mutable_backups() = ToWire(call.scope().practice(), *backups);
  return response;
}

}  // namespace adagio::directory
