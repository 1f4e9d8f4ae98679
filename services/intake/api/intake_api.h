#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "adagio/intake/v1/intake.pb.h"
#include "services/intake/domain/questionnaire.h"
#include "services/intake/store/intake_store.h"
#include "services/intake/store/policy_store.h"
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
    const PolicyStore& policies;
    const Questionnaires& questionnaires;
  };

  explicit IntakeApi(Parts parts) : parts_(parts) {}

  absl::StatusOr<v1::GetConfidencePolicyResponse> GetConfidencePolicy(
      const rpc::Authorized<v1::GetConfidencePolicyRequest>& call);
  absl::StatusOr<v1::AcknowledgeConfidencePolicyResponse> AcknowledgeConfidencePolicy(
      const rpc::Authorized<v1::AcknowledgeConfidencePolicyRequest>& call);
  absl::StatusOr<v1::GetPracticePolicyResponse> GetPracticePolicy(
      const rpc::Authorized<v1::GetPracticePolicyRequest>& call);
  absl::StatusOr<v1::PublishConfidencePolicyResponse> PublishConfidencePolicy(
      const rpc::Authorized<v1::PublishConfidencePolicyRequest>& call);

  absl::StatusOr<v1::ListQuestionnairesResponse> ListQuestionnaires(
      const rpc::Authorized<v1::ListQuestionnairesRequest>& call);
  absl::StatusOr<v1::SaveIntakeAnswerResponse> SaveIntakeAnswer(
      const rpc::Authorized<v1::SaveIntakeAnswerRequest>& call);
  absl::StatusOr<v1::SubmitIntakeResponse> SubmitIntake(const rpc::Authorized<v1::SubmitIntakeRequest>& call);
  absl::StatusOr<v1::ReviseIntakeResponse> ReviseIntake(const rpc::Authorized<v1::ReviseIntakeRequest>& call);
  absl::StatusOr<v1::GetOwnIntakeResponse> GetOwnIntake(const rpc::Authorized<v1::GetOwnIntakeRequest>& call);
  absl::StatusOr<v1::GetPartnerIntakeResponse> GetPartnerIntake(
      const rpc::Authorized<v1::GetPartnerIntakeRequest>& call);

  absl::StatusOr<v1::ShareIntakeAnswerResponse> ShareIntakeAnswer(
      const rpc::Authorized<v1::ShareIntakeAnswerRequest>& call);
  absl::StatusOr<v1::UnshareIntakeAnswerResponse> UnshareIntakeAnswer(
      const rpc::Authorized<v1::UnshareIntakeAnswerRequest>& call);
  absl::StatusOr<v1::ListSharedIntakeAnswersResponse> ListSharedIntakeAnswers(
      const rpc::Authorized<v1::ListSharedIntakeAnswersRequest>& call);

 private:
  // The version that `intake` answers; the current one before it is begun.
  absl::StatusOr<const Questionnaire*> QuestionnaireOf(const Intake& intake) const;
  absl::StatusOr<v1::Intake> Shown(const Scope& scope, const Intake& intake) const;
  absl::StatusOr<v1::Intake> Read(const Scope& scope, const PartnerId& partner, int version) const;

  const Parts parts_;
};

}  // namespace adagio::intake
