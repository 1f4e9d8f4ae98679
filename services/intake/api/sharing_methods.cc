// What a partner shares of their own intake with the others.
#include <vector>

#include "services/intake/api/intake_api.h"
#include "services/intake/api/questionnaire_wire.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::intake {

absl::StatusOr<v1::ShareIntakeAnswerResponse> IntakeApi::ShareIntakeAnswer(
    const rpc::Authorized<v1::ShareIntakeAnswerRequest>& call) {
  using Response = v1::ShareIntakeAnswerResponse;
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(const Intake before, parts_.store.Load(work, call.caller().partner()));
    ASSIGN_OR_RETURN(const Questionnaire* questionnaire, QuestionnaireOf(before));
    RETURN_IF_ERROR(CheckShare(before, *questionnaire, call.request().item()));
    Intake shared = before;
    shared.shared.insert(call.request().item());
    RETURN_IF_ERROR(parts_.store.Save(work, before, shared));
    Response response;
    *response.mutable_item() = ItemToWire(*questionnaire, shared, call.request().item());
    return response;
  });
}

absl::StatusOr<v1::UnshareIntakeAnswerResponse> IntakeApi::UnshareIntakeAnswer(
    const rpc::Authorized<v1::UnshareIntakeAnswerRequest>& call) {
  using Response = v1::UnshareIntakeAnswerResponse;
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(const Intake before, parts_.store.Load(work, call.caller().partner()));
    ASSIGN_OR_RETURN(const Questionnaire* questionnaire, QuestionnaireOf(before));
    if (FindQuestion(*questionnaire, call.request().item()) == nullptr) {
      return RefuseField("item", "must be an item of the questionnaire");
    }
    Intake unshared = before;
    unshared.shared.erase(call.request().item());
    RETURN_IF_ERROR(parts_.store.Save(work, before, unshared));
    Response response;
    *response.mutable_item() = ItemToWire(*questionnaire, unshared, call.request().item());
    return response;
  });
}

absl::StatusOr<v1::ListSharedIntakeAnswersResponse> IntakeApi::ListSharedIntakeAnswers(
    const rpc::Authorized<v1::ListSharedIntakeAnswersRequest>& call) {
  ASSIGN_OR_RETURN(const std::vector<SharedAnswer> shared,
                   parts_.store.ReadShared(call.scope(), call.caller().partner()));
  v1::ListSharedIntakeAnswersResponse response;
  for (const SharedAnswer& each : shared) {
    ASSIGN_OR_RETURN(const Questionnaire* questionnaire, parts_.questionnaires.Find(each.questionnaire));
    const Question* question = FindQuestion(*questionnaire, each.answer.item);
    if (question == nullptr) return Refuse(Reason::kBug, "an answer is to no item of its questionnaire");
    v1::SharedIntakeAnswer& added = *response.add_answers();
    added.set_partner(rpc::PartnerName(call.scope().practice(), call.scope().unit(), each.partner));
    *added.mutable_item() = ToWire(*question, &each.answer);
  }
  return response;
}

}  // namespace adagio::intake
