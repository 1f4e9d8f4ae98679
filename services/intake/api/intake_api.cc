#include "services/intake/api/intake_api.h"

#include <string>

#include "services/intake/api/wire.h"
#include "services/intake/domain/confidence_policy.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::intake {
namespace {

absl::StatusOr<v1::ConfidencePolicy> PolicyToWire(const PolicyState& policy) {
  ASSIGN_OR_RETURN(const absl::string_view text, PolicyText(policy.version));
  v1::ConfidencePolicy wire;
  wire.set_version(policy.version);
  wire.set_text(text.data(), text.size());
  if (policy.acknowledged_at.has_value()) *wire.mutable_acknowledged_at() = ToWire(*policy.acknowledged_at);
  return wire;
}

}  // namespace

absl::StatusOr<v1::GetConfidencePolicyResponse> IntakeApi::GetConfidencePolicy(
    const rpc::Authorized<v1::GetConfidencePolicyRequest>& call) {
  ASSIGN_OR_RETURN(const PolicyState policy, parts_.store.ReadPolicy(call.scope()));
  v1::GetConfidencePolicyResponse response;
  ASSIGN_OR_RETURN(*response.mutable_policy(), PolicyToWire(policy));
  return response;
}

absl::StatusOr<v1::AcknowledgeConfidencePolicyResponse> IntakeApi::AcknowledgeConfidencePolicy(
    const rpc::Authorized<v1::AcknowledgeConfidencePolicyRequest>& call) {
  using Response = v1::AcknowledgeConfidencePolicyResponse;
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(PolicyState policy, parts_.store.LoadPolicy(work));
    RETURN_IF_ERROR(CheckAcknowledges(call.request().version(), policy.version));
    if (!policy.acknowledged_at.has_value()) {
      RETURN_IF_ERROR(parts_.store.Acknowledge(work, policy.version));
      policy.acknowledged_at = work.now();
    }
    Response response;
    ASSIGN_OR_RETURN(*response.mutable_policy(), PolicyToWire(policy));
    return response;
  });
}

absl::StatusOr<v1::SaveIntakeAnswerResponse> IntakeApi::SaveIntakeAnswer(
    const rpc::Authorized<v1::SaveIntakeAnswerRequest>& call) {
  using Response = v1::SaveIntakeAnswerResponse;
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    const v1::SaveIntakeAnswerRequest& request = call.request();
    const PartnerId self = call.caller().partner();
    const Answer answer{request.item(), Sensitive(request.answer()), request.not_now()};
    ASSIGN_OR_RETURN(const Intake intake, parts_.store.Load(work, self));
    RETURN_IF_ERROR(CheckSave(intake, answer));
    RETURN_IF_ERROR(parts_.store.SaveAnswer(work, self, answer));
    Response response;
    *response.mutable_item() = ToWire(*FindQuestion(answer.item), &answer);
    return response;
  });
}

absl::StatusOr<v1::SubmitIntakeResponse> IntakeApi::SubmitIntake(const rpc::Authorized<v1::SubmitIntakeRequest>& call) {
  using Response = v1::SubmitIntakeResponse;
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    const PartnerId self = call.caller().partner();
    ASSIGN_OR_RETURN(Intake intake, parts_.store.Load(work, self));
    RETURN_IF_ERROR(CheckSubmit(intake));
    RETURN_IF_ERROR(parts_.store.Submit(work, self));
    RETURN_IF_ERROR(work.Announce("intake.submitted", self.uuid()));
    intake.submitted_at = work.now();
    Response response;
    *response.mutable_intake() = ToWire(work.scope(), intake);
    return response;
  });
}

absl::StatusOr<v1::GetOwnIntakeResponse> IntakeApi::GetOwnIntake(const rpc::Authorized<v1::GetOwnIntakeRequest>& call) {
  ASSIGN_OR_RETURN(const Intake intake, parts_.store.Read(call.scope(), call.caller().partner()));
  v1::GetOwnIntakeResponse response;
  *response.mutable_intake() = ToWire(call.scope(), intake);
  return response;
}

absl::StatusOr<v1::GetPartnerIntakeResponse> IntakeApi::GetPartnerIntake(
    const rpc::Authorized<v1::GetPartnerIntakeRequest>& call) {
  ASSIGN_OR_RETURN(const rpc::ResourceName name,
                   rpc::ResourceName::Parse(call.request().partner(), rpc::kPartnerShape));
  ASSIGN_OR_RETURN(const Intake intake, parts_.store.Read(call.scope(), name.id<PartnerId>()));
  v1::GetPartnerIntakeResponse response;
  *response.mutable_intake() = ToWire(call.scope(), intake);
  return response;
}

}  // namespace adagio::intake
