#include "tests/model/site.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "adagio/directory/v1/directory.grpc.pb.h"
#include "adagio/homework/v1/homework.grpc.pb.h"
#include "adagio/intake/v1/intake.grpc.pb.h"
#include "adagio/server/v1/server.grpc.pb.h"
#include "services/platform/rpc/es256.h"
#include "services/platform/rpc/resource_name.h"
#include "tests/model/imagined.h"
#include "tests/support/practice.h"

namespace adagio::test {
namespace {

using directory::v1::DirectoryService;
using homework::v1::AgreementService;
using homework::v1::HomeworkService;
using intake::v1::IntakeService;
using intake::v1::ScreeningService;

constexpr int64_t kBeginning = 1'767'600'000;  // when every story's clock begins
constexpr int64_t kMicros = 1'000'000;

rpc::Es256Key IssuerKey(const std::filesystem::path& data) {
  absl::StatusOr<rpc::Es256Key> key = rpc::Es256Key::ReadFile((data / "keys" / "issuer.pem").string());
  if (!key.ok()) throw std::runtime_error(key.status().ToString());
  return *std::move(key);
}

// No server turns its clock back; machines do. The hand stands behind the file's mark.
void TurnBack(const std::filesystem::path& clock, int64_t now) {
  const int64_t micros = now * kMicros;
  const int file = open(clock.c_str(), O_WRONLY | O_CLOEXEC);
  const bool turned = file >= 0 && pwrite(file, &micros, sizeof(micros), sizeof(uint64_t)) == sizeof(micros);
  if (file >= 0) close(file);
  if (!turned) throw std::runtime_error("the story's clock cannot be turned back");
}

void Clear(const Line& line, const Person& thea, const std::string& partner) {
  auto sitting = New<intake::v1::OpenSittingRequest>();
  sitting.set_partner(partner);
  sitting.set_alone(true);
  auto screen = New<intake::v1::RecordViolenceScreenRequest>();
  screen.set_sitting(thea.Insist(line, &ScreeningService::Stub::OpenSitting, sitting).sitting());
  screen.set_instrument(intake::v1::VIOLENCE_INSTRUMENT_EHITS);
  for (int number = 1; number <= 5; ++number) {
    intake::v1::ScreenItem& item = *screen.add_items();
    item.set_number(number);
    item.set_value(1);
  }
  thea.Insist(line, &ScreeningService::Stub::RecordViolenceScreen, screen);
}

void Approve(const Line& line, const RealUnit& unit, const Person& partner) {
  auto approve = New<homework::v1::ApproveReleaseRequest>();
  approve.set_agreement(unit.agreement);
  for (size_t a = 0; a < Library().size(); ++a) {
    if (!reference::Has(kAgreedActivities, static_cast<int>(a))) continue;
    auto stance = New<homework::v1::SetStanceRequest>();
    stance.set_agreement(unit.agreement);
    stance.set_activity(Library()[a].key);
    stance.set_stance(homework::v1::STANCE_WILLING);
    partner.Insist(line, &AgreementService::Stub::SetStance, stance);
  }
  partner.Insist(line, &AgreementService::Stub::ApproveRelease, approve);
}

}  // namespace

std::vector<size_t> OrderOf(const RealUnit& unit) {
  std::vector<size_t> order(unit.partner_names.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::sort(order.begin(), order.end(),
            [&](size_t a, size_t b) { return unit.partner_names[a] < unit.partner_names[b]; });
  return order;
}

Site::Site(Servers servers) : first_({"--data=" + folder_.path().string(), "--story-clock", "--seed=1"}) {
  if (servers == Servers::kTwo) {
    second_.emplace(std::vector<std::string>{"--join=" + folder_.path().string(), "--story-clock", "--seed=2"});
  }
  for (int lane = 0; lane < kLanes; ++lane) {
    lines_.emplace_back(first_.address());
    lines_.emplace_back(second_.has_value() ? second_->address() : first_.address());
  }
  issuer_ = std::make_unique<rpc::EmbeddedIssuer>(IssuerKey(folder_.path()));
  now_ = latest_ = kBeginning;
  AddPractice();
  const RealUnit elsewhere = Open(LineTo(0, 0), 1);
  Admit(LineTo(0, 0), elsewhere, 0);
  stranger_ = elsewhere.partners[0];
}

const Line& Site::LineTo(int server, int lane) const {
  return lines_[static_cast<size_t>(lane % kLanes * 2 + server % 2)];
}

Person Site::SignIn(Role role, const std::string& login) const {
  // Good for as long as any story goes on, and before it: a story may go back on its first day.
  rpc::EmbeddedIssuer::Grant grant{.role = role,
                                   .practice = {},
                                   .subject = login,
                                   .from = absl::FromUnixSeconds(kBeginning) - absl::Hours(24 * 366),
                                   .lifetime = absl::Hours(24 * 366 * 200)};
  if (!practice_.empty()) grant.practice = rpc::ResourceName::Parse(practice_, rpc::kPracticeShape)->practice();
  return Person(issuer_->Mint(grant).value());
}

void Site::AddPractice() {
  const Line& line = LineTo(0, 0);
  auto practice = New<directory::v1::CreatePracticeRequest>();
  practice.set_display_name("Harbour Road Practice");
  practice.set_time_zone("UTC");
  practice.set_admin_login("admin");
  practice_ = SignIn(Role::kOperator, "operator")
                  .Insist(line, &DirectoryService::Stub::CreatePractice, practice)
                  .practice()
                  .name();
  auto thea = New<directory::v1::AddClinicianRequest>();
  thea.set_practice(practice_);
  thea.set_display_name("Thea");
  thea.set_login("thea");
  thea.set_role(directory::v1::CLINICIAN_ROLE_THERAPIST);
  SignIn(Role::kPracticeAdmin, "admin").Insist(line, &DirectoryService::Stub::AddClinician, thea);
  thea_ = SignIn(Role::kTherapist, "thea");
}

void Site::AddPartner(const Line& line, RealUnit& unit) {
  auto request = New<directory::v1::AddPartnerRequest>();
  {
    MutexLock lock(mutex_);
    request.set_login(absl::StrCat("partner", ++logins_));
  }
  request.set_treatment_unit(unit.name);
  request.set_display_name("Partner");
  unit.partner_names.push_back(thea_.Insist(line, &DirectoryService::Stub::AddPartner, request).partner().name());
  unit.partners.push_back(SignIn(Role::kPartner, request.login()));
}

void Site::Admit(const Line& line, const RealUnit& unit, size_t partner) const {
  auto acknowledge = New<intake::v1::AcknowledgeConfidencePolicyRequest>();
  acknowledge.set_treatment_unit(unit.name);
  acknowledge.set_version(1);
  unit.partners[partner].Insist(line, &IntakeService::Stub::AcknowledgeConfidencePolicy, acknowledge);
  Clear(line, thea_, unit.partner_names[partner]);
}

void Site::Agree(const Line& line, RealUnit& unit) const {
  auto draft = New<homework::v1::DraftAgreementRequest>();
  auto ladder = New<homework::v1::BuildLadderRequest>();
  draft.set_treatment_unit(unit.name);
  ladder.set_treatment_unit(unit.name);
  for (const std::string& partner : unit.partner_names) {
    draft.add_participants(partner);
    ladder.add_participants(partner);
  }
  for (size_t a = 0; a < Library().size(); ++a) {
    if (reference::Has(kAgreedActivities, static_cast<int>(a))) draft.add_activities(Library()[a].key);
  }
  for (const int activity : kLadder) ladder.add_activities(Library()[static_cast<size_t>(activity)].key);
  draft.set_pause_signal("Lighthouse");
  draft.set_soft_no_phrase("Not tonight.");
  draft.set_tentative_acknowledgement("Thank you.");
  draft.mutable_review_at()->set_seconds(unit.epoch + kFirstReview);
  unit.agreement = thea_.Insist(line, &AgreementService::Stub::DraftAgreement, draft).agreement().name();
  for (const Person& partner : unit.partners) Approve(line, unit, partner);
  auto release = New<homework::v1::ReleaseAgreementRequest>();
  release.set_agreement(unit.agreement);
  thea_.Insist(line, &AgreementService::Stub::ReleaseAgreement, release);
  unit.ladder = thea_.Insist(line, &HomeworkService::Stub::BuildLadder, ladder).ladder().name();
}

RealUnit Site::Open(const Line& line, int partners) {
  auto request = New<directory::v1::CreateTreatmentUnitRequest>();
  request.set_practice(practice_);
  request.set_display_name("A unit");
  RealUnit unit{.epoch = now_};
  unit.name = thea_.Insist(line, &DirectoryService::Stub::CreateTreatmentUnit, request).treatment_unit().name();
  for (int k = 0; k < partners; ++k) AddPartner(line, unit);
  return unit;
}

RealUnit Site::AddUnit(int partners, int lane, const std::vector<size_t>& order) {
  const Line& line = LineTo(lane, lane);
  RealUnit unit = Open(line, partners);
  while (!order.empty() && OrderOf(unit) != order) unit = Open(line, partners);
  for (size_t k = 0; k < unit.partners.size(); ++k) Admit(line, unit, k);
  if (partners > 1) Agree(line, unit);
  return unit;
}

int64_t Site::Move(int64_t seconds) {
  server::v1::AdvanceClockRequest request;
  request.mutable_by()->set_seconds(seconds);
  if (seconds < 0) {
    const auto asked = Person().Call(LineTo(0, 0), &server::v1::StoryService::Stub::AdvanceClock, request);
    if (NameOf(asked.status) != "INVALID_ARGUMENT/FIELD_INVALID") throw std::runtime_error("a clock was turned back");
    now_ += seconds;
    TurnBack(folder_.path() / "story" / "clock", now_);
    return now_;
  }
  now_ = Person().Insist(LineTo(0, 0), &server::v1::StoryService::Stub::AdvanceClock, request).now().seconds();
  latest_ = std::max(latest_, now_);
  return now_;
}

void Site::MoveToTheFront() { Move(latest_ - now_); }

}  // namespace adagio::test
