#pragma once

#include "adagio/intake/v1/intake.grpc.pb.h"
#include "services/intake/api/screening_api.h"
#include "services/platform/rpc/door.h"

namespace adagio::intake {

// The methods of ScreeningService, each through the door.
class ScreeningService final : public v1::ScreeningService::CallbackService {
 public:
  ScreeningService(rpc::Door& door, ScreeningApi& api) : door_(door), api_(api) {}

  grpc::ServerUnaryReactor* OpenSitting(grpc::CallbackServerContext* context, const v1::OpenSittingRequest* request,
                                        v1::OpenSittingResponse* response) override;
  grpc::ServerUnaryReactor* RecordViolenceScreen(grpc::CallbackServerContext* context,
                                                 const v1::RecordViolenceScreenRequest* request,
                                                 v1::RecordViolenceScreenResponse* response) override;
  grpc::ServerUnaryReactor* RecordSafetyPlan(grpc::CallbackServerContext* context,
                                             const v1::RecordSafetyPlanRequest* request,
                                             v1::RecordSafetyPlanResponse* response) override;
  grpc::ServerUnaryReactor* PlaceHold(grpc::CallbackServerContext* context, const v1::PlaceHoldRequest* request,
                                      v1::PlaceHoldResponse* response) override;
  grpc::ServerUnaryReactor* LiftHold(grpc::CallbackServerContext* context, const v1::LiftHoldRequest* request,
                                     v1::LiftHoldResponse* response) override;
  grpc::ServerUnaryReactor* GetClearance(grpc::CallbackServerContext* context, const v1::GetClearanceRequest* request,
                                         v1::GetClearanceResponse* response) override;

 private:
  rpc::Door& door_;
  ScreeningApi& api_;
};

}  // namespace adagio::intake
