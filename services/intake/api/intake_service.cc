#include "services/intake/api/intake_service.h"

namespace adagio::intake {

grpc::ServerUnaryReactor* IntakeService::GetConfidencePolicy(grpc::CallbackServerContext* context,
                                                             const v1::GetConfidencePolicyRequest* request,
                                                             v1::GetConfidencePolicyResponse* response) {
  return door_.Serve<v1::GetConfidencePolicyRequest, v1::GetConfidencePolicyResponse>(
      context, request, response, "adagio.intake.v1.IntakeService/GetConfidencePolicy",
      [this](const auto& call) { return api_.GetConfidencePolicy(call); });
}

grpc::ServerUnaryReactor* IntakeService::AcknowledgeConfidencePolicy(
    grpc::CallbackServerContext* context, const v1::AcknowledgeConfidencePolicyRequest* request,
    v1::AcknowledgeConfidencePolicyResponse* response) {
  return door_.Serve<v1::AcknowledgeConfidencePolicyRequest, v1::AcknowledgeConfidencePolicyResponse>(
      context, request, response, "adagio.intake.v1.IntakeService/AcknowledgeConfidencePolicy",
      [this](const auto& call) { return api_.AcknowledgeConfidencePolicy(call); });
}

grpc::ServerUnaryReactor* IntakeService::SaveIntakeAnswer(grpc::CallbackServerContext* context,
                                                          const v1::SaveIntakeAnswerRequest* request,
                                                          v1::SaveIntakeAnswerResponse* response) {
  return door_.Serve<v1::SaveIntakeAnswerRequest, v1::SaveIntakeAnswerResponse>(
      context, request, response, "adagio.intake.v1.IntakeService/SaveIntakeAnswer",
      [this](const auto& call) { return api_.SaveIntakeAnswer(call); });
}

grpc::ServerUnaryReactor* IntakeService::SubmitIntake(grpc::CallbackServerContext* context,
                                                      const v1::SubmitIntakeRequest* request,
                                                      v1::SubmitIntakeResponse* response) {
  return door_.Serve<v1::SubmitIntakeRequest, v1::SubmitIntakeResponse>(
      context, request, response, "adagio.intake.v1.IntakeService/SubmitIntake",
      [this](const auto& call) { return api_.SubmitIntake(call); });
}

grpc::ServerUnaryReactor* IntakeService::GetOwnIntake(grpc::CallbackServerContext* context,
                                                      const v1::GetOwnIntakeRequest* request,
                                                      v1::GetOwnIntakeResponse* response) {
  return door_.Serve<v1::GetOwnIntakeRequest, v1::GetOwnIntakeResponse>(
      context, request, response, "adagio.intake.v1.IntakeService/GetOwnIntake",
      [this](const auto& call) { return api_.GetOwnIntake(call); });
}

grpc::ServerUnaryReactor* IntakeService::GetPartnerIntake(grpc::CallbackServerContext* context,
                                                          const v1::GetPartnerIntakeRequest* request,
                                                          v1::GetPartnerIntakeResponse* response) {
  return door_.Serve<v1::GetPartnerIntakeRequest, v1::GetPartnerIntakeResponse>(
      context, request, response, "adagio.intake.v1.IntakeService/GetPartnerIntake",
      [this](const auto& call) { return api_.GetPartnerIntake(call); });
}

}  // namespace adagio::intake
