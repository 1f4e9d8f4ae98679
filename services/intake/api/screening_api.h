#pragma once

#include "absl/status/statusor.h"
#include "adagio/intake/v1/intake.pb.h"
#include "services/intake/store/safety_act_store.h"
#include "services/intake/store/screening_store.h"
#include "services/intake/store/threshold_store.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/rpc/authorized.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::intake {

// What each method of ScreeningService does, for clinicians alone. Whatever it changes holds or clears joint homework
// in the same transaction. Safe from any thread.
class ScreeningApi {
 public:
  struct Parts {
    UnitOfWork& units;
    const ScreeningStore& store;
    const ThresholdStore& thresholds;
    const SafetyActStore& acts;
    const keys::Keyring& keys;
  };

  explicit ScreeningApi(Parts parts) : parts_(parts) {}

  absl::StatusOr<v1::OpenSittingResponse> OpenSitting(const rpc::Authorized<v1::OpenSittingRequest>& call);
  absl::StatusOr<v1::RecordViolenceScreenResponse> RecordViolenceScreen(
      const rpc::Authorized<v1::RecordViolenceScreenRequest>& call);
  absl::StatusOr<v1::RecordSafetyPlanResponse> RecordSafetyPlan(
      const rpc::Authorized<v1::RecordSafetyPlanRequest>& call);
  absl::StatusOr<v1::PlaceHoldResponse> PlaceHold(const rpc::Authorized<v1::PlaceHoldRequest>& call);
  absl::StatusOr<v1::LiftHoldResponse> LiftHold(const rpc::Authorized<v1::LiftHoldRequest>& call);
  absl::StatusOr<v1::GetClearanceResponse> GetClearance(const rpc::Authorized<v1::GetClearanceRequest>& call);
  absl::StatusOr<v1::ListSafetyActsResponse> ListSafetyActs(const rpc::Authorized<v1::ListSafetyActsRequest>& call);

  absl::StatusOr<v1::GetScreenRulesResponse> GetScreenRules(const rpc::Authorized<v1::GetScreenRulesRequest>& call);
  absl::StatusOr<v1::SetScreenThresholdsResponse> SetScreenThresholds(
      const rpc::Authorized<v1::SetScreenThresholdsRequest>& call);

 private:
  // The partner of the unit `partner`, or why nothing may be recorded about them.
  absl::StatusOr<PartnerSafety> LoadTreated(Work& work, const PartnerId& partner);
  absl::StatusOr<SafetyPlan> PlanFrom(Work& work, const v1::RecordSafetyPlanRequest& request);
  absl::StatusOr<v1::PartnerClearance> Shown(Work& work, const PartnerSafety& safety);
  // Leaves in the spine what follows from `safety`, and tells of it.
  absl::StatusOr<v1::PartnerClearance> Conclude(Work& work, const PartnerSafety& safety);

  const Parts parts_;
};

}  // namespace adagio::intake
