#pragma once

#include "adagio/directory/v1/backups.grpc.pb.h"
#include "adagio/directory/v1/directory.grpc.pb.h"
#include "adagio/directory/v1/relations.grpc.pb.h"
#include "services/directory/api/backup_api.h"
#include "services/directory/api/directory_api.h"
#include "services/directory/api/relation_api.h"
#include "services/platform/rpc/door.h"
#include "services/platform/rpc/served.h"

// The generated services with each method through the door.
namespace adagio::directory {

class DirectoryService final : public v1::DirectoryService::CallbackService {
 public:
  DirectoryService(rpc::Door& door, DirectoryApi& api) : door_(door), api_(api) {}

  ADAGIO_SERVED("adagio.directory.v1.DirectoryService", CreatePractice)
  ADAGIO_SERVED("adagio.directory.v1.DirectoryService", AddClinician)
  ADAGIO_SERVED("adagio.directory.v1.DirectoryService", AddIntegration)
  ADAGIO_SERVED("adagio.directory.v1.DirectoryService", CreateTreatmentUnit)
  ADAGIO_SERVED("adagio.directory.v1.DirectoryService", AddPartner)
  ADAGIO_SERVED("adagio.directory.v1.DirectoryService", EndMembership)
  ADAGIO_SERVED("adagio.directory.v1.DirectoryService", GetTreatmentUnit)
  ADAGIO_SERVED("adagio.directory.v1.DirectoryService", ListTreatmentUnits)
  ADAGIO_SERVED("adagio.directory.v1.DirectoryService", GetClinician)

 private:
  rpc::Door& door_;
  DirectoryApi& api_;
};

class RelationService final : public v1::RelationService::CallbackService {
 public:
  RelationService(rpc::Door& door, RelationApi& api) : door_(door), api_(api) {}

  ADAGIO_SERVED("adagio.directory.v1.RelationService", StartSupervision)
  ADAGIO_SERVED("adagio.directory.v1.RelationService", EndSupervision)
  ADAGIO_SERVED("adagio.directory.v1.RelationService", StartTreatment)
  ADAGIO_SERVED("adagio.directory.v1.RelationService", EndTreatment)

 private:
  rpc::Door& door_;
  RelationApi& api_;
};

class BackupService final : public v1::BackupService::CallbackService {
 public:
  BackupService(rpc::Door& door, BackupApi& api) : door_(door), api_(api) {}

  ADAGIO_SERVED("adagio.directory.v1.BackupService", SetAlertBackups)
  ADAGIO_SERVED("adagio.directory.v1.BackupService", GetAlertBackups)

 private:
  rpc::Door& door_;
  BackupApi& api_;
};

}  // namespace adagio::directory
