// What the therapist may share between partners: read, acknowledged, changed.
#include <string>

#include "services/intake/api/intake_api.h"
#include "services/intake/api/wire.h"
#include "services/intake/domain/confidence_policy.h"
#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

absl::StatusOr<v1::ConfidencePolicy> PolicyToWire(const PolicyState& policy) {
  v1::ConfidencePolicy wire;
  ASSIGN_OR_RETURN(*wire.mutable_text(), PolicyText(policy.version, policy.words));
  wire.set_version(policy.version);
  if (policy.acknowledged_at.has_value()) *wire.mutable_acknowledged_at() = ToWire(*policy.acknowledged_at);
  return wire;
}

}  // namespace

absl::StatusOr<v1::GetConfidencePolicyResponse> IntakeApi::GetConfidencePolicy(
    const rpc::Authorized<v1::GetConfidencePolicyRequest>& call) {
  ASSIGN_OR_RETURN(const PolicyState policy, parts_.policies.Read(call.scope()));
  v1::GetConfidencePolicyResponse response;
  ASSIGN_OR_RETURN(*response.mutable_policy(), PolicyToWire(policy));
  return response;
}

absl::StatusOr<v1::AcknowledgeConfidencePolicyResponse> IntakeApi::AcknowledgeConfidencePolicy(
    const rpc::Authorized<v1::AcknowledgeConfidencePolicyRequest>& call) {
  using Response = v1::AcknowledgeConfidencePolicyResponse;
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(PolicyState policy, parts_.policies.Load(work));
    RETURN_IF_ERROR(CheckAcknowledges(call.request().version(), policy.version));
    if (!policy.acknowledged_at.has_value()) {
      RETURN_IF_ERROR(parts_.policies.Acknowledge(work, policy.version));
      policy.acknowledged_at = work.now();
    }
    Response response;
    ASSIGN_OR_RETURN(*response.mutable_policy(), PolicyToWire(policy));
    return response;
  });
}

absl::StatusOr<v1::GetPracticePolicyResponse> IntakeApi::GetPracticePolicy(
    const rpc::Authorized<v1::GetPracticePolicyRequest>& call) {
  ASSIGN_OR_RETURN(const PolicyState policy, parts_.policies.Read(call.scope()));
  v1::GetPracticePolicyResponse response;
  ASSIGN_OR_RETURN(*response.mutable_policy(), PolicyToWire(policy));
  return response;
}

absl::StatusOr<v1::PublishConfidencePolicyResponse> IntakeApi::PublishConfidencePolicy(
    const rpc::Authorized<v1::PublishConfidencePolicyRequest>& call) {
  using Response = v1::PublishConfidencePolicyResponse;
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(PolicyState policy, parts_.policies.Load(work));
    RETURN_IF_ERROR(CheckReplaces(call.request().replaces(), policy.version));
    policy.version += 1;
    policy.words = call.request().text();
    RETURN_IF_ERROR(parts_.policies.Publish(work, policy.version, *policy.words));
    Response response;
    ASSIGN_OR_RETURN(*response.mutable_policy(), PolicyToWire(policy));
    return response;
  });
}

}  // namespace adagio::intake
