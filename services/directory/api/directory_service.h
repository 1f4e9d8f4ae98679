#pragma once

#include "adagio/directory/v1/directory.grpc.pb.h"
#include "services/directory/api/directory_api.h"
#include "services/platform/rpc/door.h"

namespace adagio::directory {

// The directory's methods, each through the door.
class DirectoryService final : public v1::DirectoryService::CallbackService {
 public:
  DirectoryService(rpc::Door& door, DirectoryApi& api) : door_(door), api_(api) {}

  grpc::ServerUnaryReactor* CreatePractice(grpc::CallbackServerContext* context,
                                           const v1::CreatePracticeRequest* request,
                                           v1::CreatePracticeResponse* response) override;
  grpc::ServerUnaryReactor* AddClinician(grpc::CallbackServerContext* context, const v1::AddClinicianRequest* request,
                                         v1::AddClinicianResponse* response) override;
  grpc::ServerUnaryReactor* CreateTreatmentUnit(grpc::CallbackServerContext* context,
                                                const v1::CreateTreatmentUnitRequest* request,
                                                v1::CreateTreatmentUnitResponse* response) override;
  grpc::ServerUnaryReactor* AddPartner(grpc::CallbackServerContext* context, const v1::AddPartnerRequest* request,
                                       v1::AddPartnerResponse* response) override;
  grpc::ServerUnaryReactor* EndMembership(grpc::CallbackServerContext* context, const v1::EndMembershipRequest* request,
                                          v1::EndMembershipResponse* response) override;
  grpc::ServerUnaryReactor* GetTreatmentUnit(grpc::CallbackServerContext* context,
                                             const v1::GetTreatmentUnitRequest* request,
                                             v1::GetTreatmentUnitResponse* response) override;

 private:
  rpc::Door& door_;
  DirectoryApi& api_;
};

}  // namespace adagio::directory
