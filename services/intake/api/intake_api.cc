#include "services/intake/api/intake_api.h"

#include <utility>

#include "services/intake/api/questionnaire_wire.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::intake {
namespace {

// Whoever answers a questionnaire that the intake does not answer, answers other questions.
absl::Status CheckAnswersVersion(int shown, const Questionnaire& questionnaire) {
  if (shown == 0 || shown == questionnaire.version) return absl::OkStatus();
  return RefuseField("questionnaire_version", "must be the version of the open intake");
}

}  // namespace

absl::StatusOr<const Questionnaire*> IntakeApi::QuestionnaireOf(const Intake& intake) const {
  if (intake.version == 0) return &parts_.questionnaires.current();
  return parts_.questionnaires.Find(intake.questionnaire);
}

absl::StatusOr<v1::Intake> IntakeApi::Shown(const Scope& scope, const Intake& intake) const {
  ASSIGN_OR_RETURN(const Questionnaire* questionnaire, QuestionnaireOf(intake));
  return ToWire(scope, *questionnaire, intake);
}

absl::StatusOr<v1::Intake> IntakeApi::Read(const Scope& scope, const PartnerId& partner, int version) const {
  ASSIGN_OR_RETURN(const Intake intake, parts_.store.Read(scope, partner, version));
  return Shown(scope, intake);
}

absl::StatusOr<v1::ListQuestionnairesResponse> IntakeApi::ListQuestionnaires(
    const rpc::Authorized<v1::ListQuestionnairesRequest>&) {
  v1::ListQuestionnairesResponse response;
  for (const Questionnaire& questionnaire : parts_.questionnaires.versions()) {
    *response.add_questionnaires() = ToWire(questionnaire);
  }
  return response;
}

absl::StatusOr<v1::SaveIntakeAnswerResponse> IntakeApi::SaveIntakeAnswer(
    const rpc::Authorized<v1::SaveIntakeAnswerRequest>& call) {
  using Response = v1::SaveIntakeAnswerResponse;
  ASSIGN_OR_RETURN(const Answer answer, FromWire(call.request()));
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(const Intake before, parts_.store.Load(work, call.caller().partner()));
    ASSIGN_OR_RETURN(const Questionnaire* questionnaire, QuestionnaireOf(before));
    RETURN_IF_ERROR(CheckAnswersVersion(call.request().questionnaire_version(), *questionnaire));
    RETURN_IF_ERROR(CheckSave(before, *questionnaire, answer));
    Intake open = before;
    if (before.version == 0 || before.submitted_at.has_value()) open = Next(std::move(open), *questionnaire);
    open = Save(std::move(open), *questionnaire, answer);
    RETURN_IF_ERROR(parts_.store.Save(work, before, open));
    Response response;
    *response.mutable_item() = ItemToWire(*questionnaire, open, answer.item);
    return response;
  });
}

absl::StatusOr<v1::SubmitIntakeResponse> IntakeApi::SubmitIntake(const rpc::Authorized<v1::SubmitIntakeRequest>& call) {
  using Response = v1::SubmitIntakeResponse;
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(Intake intake, parts_.store.Load(work, call.caller().partner()));
    ASSIGN_OR_RETURN(const Questionnaire* questionnaire, QuestionnaireOf(intake));
    RETURN_IF_ERROR(CheckSubmit(intake, *questionnaire));
    RETURN_IF_ERROR(parts_.store.Submit(work, intake));
    RETURN_IF_ERROR(work.Announce("intake.submitted", intake.partner.uuid()));
    intake.submitted_at = work.now();
    Response response;
    *response.mutable_intake() = ToWire(work.scope(), *questionnaire, intake);
    return response;
  });
}

absl::StatusOr<v1::ReviseIntakeResponse> IntakeApi::ReviseIntake(const rpc::Authorized<v1::ReviseIntakeRequest>& call) {
  using Response = v1::ReviseIntakeResponse;
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    const Questionnaire& current = parts_.questionnaires.current();
    ASSIGN_OR_RETURN(Intake intake, parts_.store.Load(work, call.caller().partner()));
    RETURN_IF_ERROR(CheckRevise(intake));
    if (intake.submitted_at.has_value()) {
      const Intake next = Next(intake, current);
      RETURN_IF_ERROR(parts_.store.Save(work, intake, next));
      intake = next;
    }
    Response response;
    ASSIGN_OR_RETURN(*response.mutable_intake(), Shown(work.scope(), intake));
    return response;
  });
}

absl::StatusOr<v1::GetOwnIntakeResponse> IntakeApi::GetOwnIntake(const rpc::Authorized<v1::GetOwnIntakeRequest>& call) {
  v1::GetOwnIntakeResponse response;
  ASSIGN_OR_RETURN(*response.mutable_intake(), Read(call.scope(), call.caller().partner(), call.request().version()));
  return response;
}

absl::StatusOr<v1::GetPartnerIntakeResponse> IntakeApi::GetPartnerIntake(
    const rpc::Authorized<v1::GetPartnerIntakeRequest>& call) {
  ASSIGN_OR_RETURN(const rpc::ResourceName name,
                   rpc::ResourceName::Parse(call.request().partner(), rpc::kPartnerShape));
  v1::GetPartnerIntakeResponse response;
  ASSIGN_OR_RETURN(*response.mutable_intake(), Read(call.scope(), name.id<PartnerId>(), call.request().version()));
  return response;
}

}  // namespace adagio::intake
