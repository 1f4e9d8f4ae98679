#include "tests/support/practice.h"

#include <stdexcept>
#include <utility>

#include "absl/strings/str_cat.h"
#include "adagio/directory/v1/directory.grpc.pb.h"
#include "adagio/intake/v1/intake.grpc.pb.h"
#include "google/protobuf/util/time_util.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/rpc/es256.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::test {
namespace {

using directory::v1::DirectoryService;
using google::protobuf::util::TimeUtil;
using homework::v1::AgreementService;
using intake::v1::IntakeService;
using intake::v1::ScreeningService;

rpc::Es256Key IssuerKey(const std::filesystem::path& data) {
  absl::StatusOr<rpc::Es256Key> key = rpc::Es256Key::ReadFile((data / "keys" / "issuer.pem").string());
  if (!key.ok()) throw std::runtime_error(key.status().ToString());
  return *std::move(key);
}

google::protobuf::Timestamp FromNow(absl::Duration by) {
  return TimeUtil::SecondsToTimestamp(absl::ToUnixSeconds(SystemClock().Now() + by));
}

std::string CreatePractice(const Line& line, const Person& anna) {
  auto request = New<directory::v1::CreatePracticeRequest>();
  request.set_display_name("Linden Street Practice");
  request.set_time_zone("Europe/Berlin");
  request.set_admin_login("admin");
  return anna.Insist(line, &DirectoryService::Stub::CreatePractice, request).practice().name();
}

std::string AddPartner(const Line& line, const Person& thea, const std::string& unit, const std::string& login) {
  auto request = New<directory::v1::AddPartnerRequest>();
  request.set_treatment_unit(unit);
  request.set_display_name("Partner");
  request.set_login(login);
  return thea.Insist(line, &DirectoryService::Stub::AddPartner, request).partner().name();
}

void Acknowledge(const Line& line, const Person& partner, const std::string& unit) {
  auto request = New<intake::v1::AcknowledgeConfidencePolicyRequest>();
  request.set_treatment_unit(unit);
  request.set_version(1);
  partner.Insist(line, &IntakeService::Stub::AcknowledgeConfidencePolicy, request);
}

std::string Draft(const Line& line, const Couple& couple) {
  auto request = New<homework::v1::DraftAgreementRequest>();
  request.set_treatment_unit(couple.unit);
  request.add_participants(couple.pat_name);
  request.add_participants(couple.dana_name);
  for (const char* activity : kActivities) request.add_activities(activity);
  request.set_pause_signal("Lighthouse");
  request.set_soft_no_phrase("Not tonight, ask me about Sunday.");
  request.set_tentative_acknowledgement("Thank you, tell me when.");
  *request.mutable_review_at() = FromNow(absl::Hours(24 * 60));
  return couple.thea.Insist(line, &AgreementService::Stub::DraftAgreement, request).agreement().name();
}

void Approve(const Line& line, const Couple& couple, const Person& partner) {
  for (const char* activity : kActivities) {
    partner.Insist(line, &AgreementService::Stub::SetStance, StanceTo(couple, activity, homework::v1::STANCE_WILLING));
  }
  auto request = New<homework::v1::ApproveReleaseRequest>();
  request.set_agreement(couple.agreement);
  for (const char* activity : kActivities) request.add_activities(activity);
  partner.Insist(line, &AgreementService::Stub::ApproveRelease, request);
}

}  // namespace

Practice::Practice(const Line& line, const std::filesystem::path& data) : issuer_(IssuerKey(data)) {
  name_ = CreatePractice(line, SignIn(Role::kOperator, "operator"));
  auto request = New<directory::v1::AddClinicianRequest>();
  request.set_practice(name_);
  request.set_display_name("Thea Lindqvist");
  request.set_login("thea");
  request.set_role(directory::v1::CLINICIAN_ROLE_THERAPIST);
  SignIn(Role::kPracticeAdmin, "admin").Insist(line, &DirectoryService::Stub::AddClinician, request);
  thea_ = SignIn(Role::kTherapist, "thea");
}

Person Practice::SignIn(Role role, const std::string& login) const {
  rpc::EmbeddedIssuer::Grant grant{.role = role, .practice = {}, .subject = login, .from = SystemClock().Now()};
  if (!name_.empty()) grant.practice = rpc::ResourceName::Parse(name_, rpc::kPracticeShape)->practice();
  return Person(issuer_.Mint(grant).value());
}

Couple Practice::AddCouple(const Line& line) {
  ++couples_;
  Couple couple;
  couple.thea = thea_;
  auto request = New<directory::v1::CreateTreatmentUnitRequest>();
  request.set_practice(name_);
  request.set_display_name("Pat and Dana");
  couple.unit = thea_.Insist(line, &DirectoryService::Stub::CreateTreatmentUnit, request).treatment_unit().name();
  couple.pat_name = AddPartner(line, thea_, couple.unit, absl::StrCat("pat", couples_));
  couple.dana_name = AddPartner(line, thea_, couple.unit, absl::StrCat("dana", couples_));
  couple.pat = SignIn(Role::kPartner, absl::StrCat("pat", couples_));
  couple.dana = SignIn(Role::kPartner, absl::StrCat("dana", couples_));
  for (const Person* partner : {&couple.pat, &couple.dana}) Acknowledge(line, *partner, couple.unit);
  for (const std::string& partner : {couple.pat_name, couple.dana_name}) Clear(line, partner);
  Agree(line, couple);
  return couple;
}

void Practice::Clear(const Line& line, const std::string& partner) const {
  auto sitting = New<intake::v1::OpenSittingRequest>();
  sitting.set_partner(partner);
  sitting.set_alone(true);
  auto screen = New<intake::v1::RecordViolenceScreenRequest>();
  screen.set_sitting(thea_.Insist(line, &ScreeningService::Stub::OpenSitting, sitting).sitting());
  screen.set_instrument(intake::v1::VIOLENCE_INSTRUMENT_EHITS);
  for (int number = 1; number <= 5; ++number) {
    intake::v1::ScreenItem& item = *screen.add_items();
    item.set_number(number);
    item.set_value(1);
  }
  thea_.Insist(line, &ScreeningService::Stub::RecordViolenceScreen, screen);
}

void Practice::Agree(const Line& line, Couple& couple) const {
  couple.agreement = Draft(line, couple);
  for (const Person* partner : {&couple.pat, &couple.dana}) Approve(line, couple, *partner);
  auto request = New<homework::v1::ReleaseAgreementRequest>();
  request.set_agreement(couple.agreement);
  thea_.Insist(line, &AgreementService::Stub::ReleaseAgreement, request);
}

homework::v1::OfferAssignmentRequest OfferOf(const Couple& couple, const std::string& activity) {
  auto request = New<homework::v1::OfferAssignmentRequest>();
  request.set_treatment_unit(couple.unit);
  homework::v1::Terms& terms = *request.mutable_terms();
  terms.set_activity(activity);
  terms.add_participants(couple.pat_name);
  terms.add_participants(couple.dana_name);
  *terms.mutable_starts_at() = FromNow(-absl::Minutes(1));
  terms.set_occurrences(30);
  terms.set_check_in_plan("A word afterwards, if you like.");
  terms.set_exit_strategy("Tea in the kitchen.");
  return request;
}

homework::v1::AnswerAssignmentRequest AnswerTo(const std::string& assignment, homework::v1::AnswerKind answer) {
  auto request = New<homework::v1::AnswerAssignmentRequest>();
  request.set_assignment(assignment);
  request.set_answer(answer);
  return request;
}

homework::v1::PauseAssignmentRequest PauseOf(const std::string& assignment) {
  auto request = New<homework::v1::PauseAssignmentRequest>();
  request.set_assignment(assignment);
  return request;
}

homework::v1::SetStanceRequest StanceTo(const Couple& couple, const std::string& activity,
                                        homework::v1::Stance stance) {
  auto request = New<homework::v1::SetStanceRequest>();
  request.set_agreement(couple.agreement);
  request.set_activity(activity);
  request.set_stance(stance);
  return request;
}

homework::v1::RecordCheckInRequest CheckInTo(const std::string& assignment, const std::string& felt_good) {
  auto request = New<homework::v1::RecordCheckInRequest>();
  request.set_assignment(assignment);
  request.mutable_check_in()->set_felt_good(felt_good);
  return request;
}

homework::v1::GetAssignmentRequest Get(const std::string& assignment) {
  homework::v1::GetAssignmentRequest request;
  request.set_assignment(assignment);
  return request;
}

}  // namespace adagio::test
