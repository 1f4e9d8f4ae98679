#include "services/intake/api/screening_service.h"

namespace adagio::intake {

grpc::ServerUnaryReactor* ScreeningService::OpenSitting(grpc::CallbackServerContext* context,
                                                        const v1::OpenSittingRequest* request,
                                                        v1::OpenSittingResponse* response) {
  return door_.Serve<v1::OpenSittingRequest, v1::OpenSittingResponse>(
      context, request, response, "adagio.intake.v1.ScreeningService/OpenSitting",
      [this](const auto& call) { return api_.OpenSitting(call); });
}

grpc::ServerUnaryReactor* ScreeningService::RecordViolenceScreen(grpc::CallbackServerContext* context,
                                                                 const v1::RecordViolenceScreenRequest* request,
                                                                 v1::RecordViolenceScreenResponse* response) {
  return door_.Serve<v1::RecordViolenceScreenRequest, v1::RecordViolenceScreenResponse>(
      context, request, response, "adagio.intake.v1.ScreeningService/RecordViolenceScreen",
      [this](const auto& call) { return api_.RecordViolenceScreen(call); });
}

grpc::ServerUnaryReactor* ScreeningService::RecordSafetyPlan(grpc::CallbackServerContext* context,
                                                             const v1::RecordSafetyPlanRequest* request,
                                                             v1::RecordSafetyPlanResponse* response) {
  return door_.Serve<v1::RecordSafetyPlanRequest, v1::RecordSafetyPlanResponse>(
      context, request, response, "adagio.intake.v1.ScreeningService/RecordSafetyPlan",
      [this](const auto& call) { return api_.RecordSafetyPlan(call); });
}

grpc::ServerUnaryReactor* ScreeningService::PlaceHold(grpc::CallbackServerContext* context,
                                                      const v1::PlaceHoldRequest* request,
                                                      v1::PlaceHoldResponse* response) {
  return door_.Serve<v1::PlaceHoldRequest, v1::PlaceHoldResponse>(
      context, request, response, "adagio.intake.v1.ScreeningService/PlaceHold",
      [this](const auto& call) { return api_.PlaceHold(call); });
}

grpc::ServerUnaryReactor* ScreeningService::LiftHold(grpc::CallbackServerContext* context,
                                                     const v1::LiftHoldRequest* request,
                                                     v1::LiftHoldResponse* response) {
  return door_.Serve<v1::LiftHoldRequest, v1::LiftHoldResponse>(
      context, request, response, "adagio.intake.v1.ScreeningService/LiftHold",
      [this](const auto& call) { return api_.LiftHold(call); });
}

grpc::ServerUnaryReactor* ScreeningService::GetClearance(grpc::CallbackServerContext* context,
                                                         const v1::GetClearanceRequest* request,
                                                         v1::GetClearanceResponse* response) {
  return door_.Serve<v1::GetClearanceRequest, v1::GetClearanceResponse>(
      context, request, response, "adagio.intake.v1.ScreeningService/GetClearance",
      [this](const auto& call) { return api_.GetClearance(call); });
}

}  // namespace adagio::intake
