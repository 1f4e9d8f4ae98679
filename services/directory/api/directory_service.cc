#include "services/directory/api/directory_service.h"

namespace adagio::directory {

grpc::ServerUnaryReactor* DirectoryService::CreatePractice(grpc::CallbackServerContext* context,
                                                           const v1::CreatePracticeRequest* request,
                                                           v1::CreatePracticeResponse* response) {
  return door_.Serve<v1::CreatePracticeRequest, v1::CreatePracticeResponse>(
      context, request, response, "adagio.directory.v1.DirectoryService/CreatePractice",
      [this](const auto& call) { return api_.CreatePractice(call); });
}

grpc::ServerUnaryReactor* DirectoryService::AddClinician(grpc::CallbackServerContext* context,
                                                         const v1::AddClinicianRequest* request,
                                                         v1::AddClinicianResponse* response) {
  return door_.Serve<v1::AddClinicianRequest, v1::AddClinicianResponse>(
      context, request, response, "adagio.directory.v1.DirectoryService/AddClinician",
      [this](const auto& call) { return api_.AddClinician(call); });
}

grpc::ServerUnaryReactor* DirectoryService::CreateTreatmentUnit(grpc::CallbackServerContext* context,
                                                                const v1::CreateTreatmentUnitRequest* request,
                                                                v1::CreateTreatmentUnitResponse* response) {
  return door_.Serve<v1::CreateTreatmentUnitRequest, v1::CreateTreatmentUnitResponse>(
      context, request, response, "adagio.directory.v1.DirectoryService/CreateTreatmentUnit",
      [this](const auto& call) { return api_.CreateTreatmentUnit(call); });
}

grpc::ServerUnaryReactor* DirectoryService::AddPartner(grpc::CallbackServerContext* context,
                                                       const v1::AddPartnerRequest* request,
                                                       v1::AddPartnerResponse* response) {
  return door_.Serve<v1::AddPartnerRequest, v1::AddPartnerResponse>(
      context, request, response, "adagio.directory.v1.DirectoryService/AddPartner",
      [this](const auto& call) { return api_.AddPartner(call); });
}

grpc::ServerUnaryReactor* DirectoryService::EndMembership(grpc::CallbackServerContext* context,
                                                          const v1::EndMembershipRequest* request,
                                                          v1::EndMembershipResponse* response) {
  return door_.Serve<v1::EndMembershipRequest, v1::EndMembershipResponse>(
      context, request, response, "adagio.directory.v1.DirectoryService/EndMembership",
      [this](const auto& call) { return api_.EndMembership(call); });
}

grpc::ServerUnaryReactor* DirectoryService::GetTreatmentUnit(grpc::CallbackServerContext* context,
                                                             const v1::GetTreatmentUnitRequest* request,
                                                             v1::GetTreatmentUnitResponse* response) {
  return door_.Serve<v1::GetTreatmentUnitRequest, v1::GetTreatmentUnitResponse>(
      context, request, response, "adagio.directory.v1.DirectoryService/GetTreatmentUnit",
      [this](const auto& call) { return api_.GetTreatmentUnit(call); });
}

}  // namespace adagio::directory
