#include "tests/bench/practice.h"

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "adagio/directory/v1/directory.grpc.pb.h"
#include "adagio/homework/v1/homework.grpc.pb.h"
#include "adagio/intake/v1/intake.grpc.pb.h"
#include "services/platform/foundation/entropy.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/embedded_tokens.h"

namespace adagio::bench {
namespace {

constexpr char kActivity[] = "hand_holding";
constexpr int kAtOnce = 8;
constexpr int kTherapists = 4;

std::string LoginOf(int therapist) { return absl::StrCat("thea", therapist); }

Uuid LastIdOf(const std::string& name) {
  const std::vector<std::string> parts = absl::StrSplit(name, '/');
  return *Uuid::Parse(parts.back());
}

// Calls as one principal after the other, each call with a request id of its own.
class Caller {
 public:
  using Directory = directory::v1::DirectoryService::Stub;
  using Intake = intake::v1::IntakeService::Stub;
  using Screening = intake::v1::ScreeningService::Stub;
  using Agreements = homework::v1::AgreementService::Stub;
  using Homework = homework::v1::HomeworkService::Stub;

  Caller(const std::shared_ptr<grpc::Channel>& channel, const rpc::Es256Key& issuer)
      : directory(channel),
        intake(channel),
        screening(channel),
        agreements(channel),
        homework(channel),
        issuer_(issuer) {}

  absl::StatusOr<std::string> BearerOf(Role role, const std::string& login) const {
    ASSIGN_OR_RETURN(const std::string token,
                     issuer_.Mint({.role = role,
                                   .practice = role == Role::kOperator ? PracticeId() : practice,
                                   .subject = login,
                                   .from = absl::Now(),
                                   .lifetime = absl::Hours(12)}));
    return absl::StrCat("Bearer ", token);
  }

  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Do(const std::string& bearer, Stub& stub,
                              grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                              Request request) {
    request.set_request_id(SystemEntropy().NewUuid().ToString());
    grpc::ClientContext context;
    context.AddMetadata("authorization", bearer);
    Response response;
    const grpc::Status status = (stub.*method)(&context, request, &response);
    if (status.ok()) return response;
    return absl::Status(
        static_cast<absl::StatusCode>(status.error_code()),
        absl::StrCat("cannot make the practice: ", Request::descriptor()->name(), ": ", status.error_message()));
  }

  PracticeId practice;
  Directory directory;
  Intake intake;
  Screening screening;
  Agreements agreements;
  Homework homework;

 private:
  const rpc::EmbeddedIssuer issuer_;
};

absl::StatusOr<PracticeId> Open(Caller& caller) {
  ASSIGN_OR_RETURN(const std::string operator_bearer, caller.BearerOf(Role::kOperator, "operator"));
  directory::v1::CreatePracticeRequest practice;
  practice.set_display_name("Bench");
  practice.set_time_zone("Europe/Berlin");
  practice.set_admin_login("admin");
  ASSIGN_OR_RETURN(const auto created,
                   caller.Do(operator_bearer, caller.directory, &Caller::Directory::CreatePractice, practice));
  caller.practice = PracticeId(LastIdOf(created.practice().name()));
  ASSIGN_OR_RETURN(const std::string admin, caller.BearerOf(Role::kPracticeAdmin, "admin"));
  directory::v1::AddClinicianRequest clinician;
  clinician.set_practice(created.practice().name());
  clinician.set_display_name("Thea");
  clinician.set_role(directory::v1::CLINICIAN_ROLE_THERAPIST);
  for (int i = 0; i < kTherapists; ++i) {
    clinician.set_login(LoginOf(i));
    RETURN_IF_ERROR(caller.Do(admin, caller.directory, &Caller::Directory::AddClinician, clinician).status());
  }
  return caller.practice;
}

// Adds a partner who has acknowledged the policy and been screened; the partner's name.
absl::StatusOr<std::string> AddPartner(Caller& caller, const std::string& therapist, const std::string& unit,
                                       const std::string& login) {
  directory::v1::AddPartnerRequest partner;
  partner.set_treatment_unit(unit);
  partner.set_display_name("Partner");
  partner.set_login(login);
  ASSIGN_OR_RETURN(const auto added, caller.Do(therapist, caller.directory, &Caller::Directory::AddPartner, partner));
  ASSIGN_OR_RETURN(const std::string bearer, caller.BearerOf(Role::kPartner, login));
  intake::v1::AcknowledgeConfidencePolicyRequest policy;
  policy.set_treatment_unit(unit);
  policy.set_version(1);
  RETURN_IF_ERROR(caller.Do(bearer, caller.intake, &Caller::Intake::AcknowledgeConfidencePolicy, policy).status());
  intake::v1::OpenSittingRequest sitting;
  sitting.set_partner(added.partner().name());
  sitting.set_alone(true);
  ASSIGN_OR_RETURN(const auto opened, caller.Do(therapist, caller.screening, &Caller::Screening::OpenSitting, sitting));
  intake::v1::RecordViolenceScreenRequest screen;
  screen.set_sitting(opened.sitting());
  screen.set_instrument(intake::v1::VIOLENCE_INSTRUMENT_EHITS);
  for (int number = 1; number <= 5; ++number) {
    intake::v1::ScreenItem& item = *screen.add_items();
    item.set_number(number);
    item.set_value(1);
  }
  RETURN_IF_ERROR(caller.Do(therapist, caller.screening, &Caller::Screening::RecordViolenceScreen, screen).status());
  return added.partner().name();
}

absl::Status Agree(Caller& caller, const std::string& therapist, const std::string& unit,
                   const std::vector<std::string>& partners, const std::vector<std::string>& bearers) {
  homework::v1::DraftAgreementRequest draft;
  draft.set_treatment_unit(unit);
  for (const std::string& partner : partners) draft.add_participants(partner);
  for (const char* activity : {kActivity, "sitting_close", "six_second_hug", "back_rub_clothed", "kissing"}) {
    draft.add_activities(activity);
  }
  draft.set_pause_signal("Lighthouse");
  draft.set_soft_no_phrase("Not tonight, ask me about Sunday.");
  draft.set_tentative_acknowledgement("Thank you, tell me when.");
  draft.mutable_review_at()->set_seconds(absl::ToUnixSeconds(absl::Now() + absl::Hours(24 * 28)));
  ASSIGN_OR_RETURN(const auto drafted,
                   caller.Do(therapist, caller.agreements, &Caller::Agreements::DraftAgreement, draft));
  for (const std::string& bearer : bearers) {
    homework::v1::SetStanceRequest stance;
    stance.set_agreement(drafted.agreement().name());
    stance.set_activity(kActivity);
    stance.set_stance(homework::v1::STANCE_WILLING);
    RETURN_IF_ERROR(caller.Do(bearer, caller.agreements, &Caller::Agreements::SetStance, stance).status());
    homework::v1::ApproveReleaseRequest approval;
    approval.set_agreement(drafted.agreement().name());
    approval.add_activities(kActivity);
    RETURN_IF_ERROR(caller.Do(bearer, caller.agreements, &Caller::Agreements::ApproveRelease, approval).status());
  }
  homework::v1::ReleaseAgreementRequest release;
  release.set_agreement(drafted.agreement().name());
  return caller.Do(therapist, caller.agreements, &Caller::Agreements::ReleaseAgreement, release).status();
}

absl::StatusOr<std::string> Offer(Caller& caller, const std::string& therapist, const std::string& unit,
                                  const std::vector<std::string>& partners) {
  homework::v1::OfferAssignmentRequest offer;
  offer.set_treatment_unit(unit);
  homework::v1::Terms& terms = *offer.mutable_terms();
  terms.set_activity(kActivity);
  for (const std::string& partner : partners) terms.add_participants(partner);
  terms.mutable_starts_at()->set_seconds(absl::ToUnixSeconds(absl::Now() + absl::Hours(1)));
  terms.set_occurrences(7);
  terms.set_check_in_plan("Ten quiet minutes before bed: what was pleasant, what was not.");
  terms.set_exit_strategy("Tea in the kitchen.");
  ASSIGN_OR_RETURN(const auto offered,
                   caller.Do(therapist, caller.homework, &Caller::Homework::OfferAssignment, offer));
  return offered.assignment().name();
}

absl::StatusOr<Couple> MakeCouple(Caller& caller, const std::string& therapist, int number) {
  directory::v1::CreateTreatmentUnitRequest unit;
  unit.set_practice(absl::StrCat("practices/", caller.practice.ToString()));
  unit.set_display_name("A couple");
  ASSIGN_OR_RETURN(const auto made,
                   caller.Do(therapist, caller.directory, &Caller::Directory::CreateTreatmentUnit, unit));
  const std::string& name = made.treatment_unit().name();
  Couple couple{.unit = UnitId(LastIdOf(name))};
  std::vector<std::string> partners;
  std::vector<std::string> bearers;
  for (const char* who : {"a", "b"}) {
    const std::string login = absl::StrCat(who, number);
    ASSIGN_OR_RETURN(partners.emplace_back(), AddPartner(caller, therapist, name, login));
    ASSIGN_OR_RETURN(bearers.emplace_back(), caller.BearerOf(Role::kPartner, login));
    couple.people.push_back({LastIdOf(partners.back()), bearers.back()});
  }
  RETURN_IF_ERROR(Agree(caller, therapist, name, partners, bearers));
  ASSIGN_OR_RETURN(couple.assignment_name, Offer(caller, therapist, name, partners));
  couple.assignment = LastIdOf(couple.assignment_name);
  return couple;
}

}  // namespace

absl::StatusOr<Practice> MakePractice(const std::string& address, const rpc::Es256Key& issuer, int couples) {
  Caller caller(grpc::CreateChannel(address, grpc::InsecureChannelCredentials()), issuer);
  Practice practice;
  ASSIGN_OR_RETURN(practice.id, Open(caller));
  for (int i = 0; i < kTherapists; ++i) {
    ASSIGN_OR_RETURN(practice.therapists.emplace_back(), caller.BearerOf(Role::kTherapist, LoginOf(i)));
  }
  std::vector<absl::StatusOr<Couple>> made(static_cast<size_t>(couples));
  std::atomic<size_t> next = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < kAtOnce; ++i) {
    threads.emplace_back([&] {
      for (size_t k = next++; k < made.size(); k = next++) {
        made[k] = MakeCouple(caller, practice.therapists[k % kTherapists], static_cast<int>(k));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (absl::StatusOr<Couple>& couple : made) {
    if (!couple.ok()) return couple.status();
    practice.couples.push_back(*std::move(couple));
  }
  return practice;
}

}  // namespace adagio::bench
