#pragma once

#include "absl/status/statusor.h"
#include "adagio/intake/v1/intake.pb.h"
#include "services/intake/store/intake_store.h"
#include "services/platform/rpc/authorized.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::intake {

// What each method of IntakeService does: the only part of this room that partners reach. It has no way to a screen.
// Safe from any thread.
class IntakeApi {
 public:
  struct Parts {
    UnitOfWork& units;
    const IntakeStore& store;
  };

  explicit IntakeApi(Parts parts) : parts_(parts) {}

  absl::StatusOr<v1::GetConfidencePolicyResponse> GetConfidencePolicy(
      const rpc::Authorized<v1::GetConfidencePolicyRequest>& call);
  absl::StatusOr<v1::AcknowledgeConfidencePolicyResponse> AcknowledgeConfidencePolicy(
      const rpc::Authorized<v1::AcknowledgeConfidencePolicyRequest>& call);
  absl::StatusOr<v1::SaveIntakeAnswerResponse> SaveIntakeAnswer(
      const rpc::Authorized<v1::SaveIntakeAnswerRequest>& call);
  absl::StatusOr<v1::SubmitIntakeResponse> SubmitIntake(const rpc::Authorized<v1::SubmitIntakeRequest>& call);
  absl::StatusOr<v1::GetOwnIntakeResponse> GetOwnIntake(const rpc::Authorized<v1::GetOwnIntakeRequest>& call);
  absl::StatusOr<v1::GetPartnerIntakeResponse> GetPartnerIntake(
      const rpc::Authorized<v1::GetPartnerIntakeRequest>& call);

 private:
  const Parts parts_;
};

}  // namespace adagio::intake
