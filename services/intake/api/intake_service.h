#pragma once

#include "adagio/intake/v1/intake.grpc.pb.h"
#include "services/intake/api/intake_api.h"
#include "services/platform/rpc/door.h"

namespace adagio::intake {

// The methods of IntakeService, each through the door.
class IntakeService final : public v1::IntakeService::CallbackService {
 public:
  IntakeService(rpc::Door& door, IntakeApi& api) : door_(door), api_(api) {}

  grpc::ServerUnaryReactor* GetConfidencePolicy(grpc::CallbackServerContext* context,
                                                const v1::GetConfidencePolicyRequest* request,
                                                v1::GetConfidencePolicyResponse* response) override;
  grpc::ServerUnaryReactor* AcknowledgeConfidencePolicy(grpc::CallbackServerContext* context,
                                                        const v1::AcknowledgeConfidencePolicyRequest* request,
                                                        v1::AcknowledgeConfidencePolicyResponse* response) override;
  grpc::ServerUnaryReactor* SaveIntakeAnswer(grpc::CallbackServerContext* context,
                                             const v1::SaveIntakeAnswerRequest* request,
                                             v1::SaveIntakeAnswerResponse* response) override;
  grpc::ServerUnaryReactor* SubmitIntake(grpc::CallbackServerContext* context, const v1::SubmitIntakeRequest* request,
                                         v1::SubmitIntakeResponse* response) override;
  grpc::ServerUnaryReactor* GetOwnIntake(grpc::CallbackServerContext* context, const v1::GetOwnIntakeRequest* request,
                                         v1::GetOwnIntakeResponse* response) override;
  grpc::ServerUnaryReactor* GetPartnerIntake(grpc::CallbackServerContext* context,
                                             const v1::GetPartnerIntakeRequest* request,
                                             v1::GetPartnerIntakeResponse* response) override;

 private:
  rpc::Door& door_;
  IntakeApi& api_;
};

}  // namespace adagio::intake
