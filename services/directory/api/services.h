#pragma once

#include "adagio/directory/v1/directory.grpc.pb.h"
#include "services/directory/api/directory_api.h"
#include "services/platform/rpc/door.h"
#include "services/platform/rpc/served.h"

// The generated service with each method through the door.
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
  ADAGIO_SERVED("adagio.directory.v1.DirectoryService", GetClinician)

 private:
  rpc::Door& door_;
  DirectoryApi& api_;
};

}  // namespace adagio::directory
