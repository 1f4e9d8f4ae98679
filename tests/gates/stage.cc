#include "tests/gates/stage.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace adagio::test {
namespace {

using homework::v1::HomeworkService;
using intake::v1::ScreeningService;
using progress::v1::ProgressService;

constexpr int kItem = 9;

// The reason alone.
std::string ReasonIn(const grpc::Status& status) {
  const std::vector<std::string> parts = absl::StrSplit(NameOf(status), '/');
  return parts.back();
}

}  // namespace

Stage::Stage(const Lines& lines, const Couple& couple) : lines_(lines), couple_(couple) {
  step_ = couple.thea.Insist(lines.homework, &HomeworkService::Stub::OfferAssignment, OfferOf(couple, "hand_holding"))
              .assignment()
              .name();
  for (const Person* partner : {&couple.pat, &couple.dana}) {
    partner->Insist(lines.homework, &HomeworkService::Stub::AnswerAssignment,
                    AnswerTo(step_, homework::v1::ANSWER_KIND_YES));
  }
}

template <typename Stub, typename Request, typename Response>
Response Stage::Do(const Line& line, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                   const Request& request) {
  Reply<Response> reply = couple_.thea.Call(line, method, request);
  if (!reply.ok()) refused_.push_back(ReasonIn(reply.status));
  return std::move(reply.response);
}

void Stage::Screen(intake::v1::ViolenceInstrument instrument, const ScreenAnswers& answers) {
  auto sitting = New<intake::v1::OpenSittingRequest>();
  sitting.set_partner(couple_.pat_name);
  sitting.set_alone(true);
  auto screen = New<intake::v1::RecordViolenceScreenRequest>();
  screen.set_sitting(Do(lines_.intake, &ScreeningService::Stub::OpenSitting, sitting).sitting());
  screen.set_instrument(instrument);
  for (size_t i = 0; i < answers.size(); ++i) {
    if (answers[i] < 0) continue;
    intake::v1::ScreenItem& item = *screen.add_items();
    item.set_number(static_cast<int>(i) + 1);
    item.set_value(answers[i]);
  }
  Do(lines_.intake, &ScreeningService::Stub::RecordViolenceScreen, screen);
}

void Stage::Plan(const std::string& consultant) {
  auto plan = New<intake::v1::RecordSafetyPlanRequest>();
  plan.set_partner(couple_.pat_name);
  plan.set_reason("talked through, alone, with a way out");
  plan.set_consultant(consultant);
  Do(lines_.intake, &ScreeningService::Stub::RecordSafetyPlan, plan);
}

void Stage::Hold() {
  auto hold = New<intake::v1::PlaceHoldRequest>();
  hold.set_partner(couple_.pat_name);
  hold.set_reason("to be talked about first");
  hold_ = Do(lines_.intake, &ScreeningService::Stub::PlaceHold, hold).hold().name();
}

void Stage::LiftHold() {
  auto lift = New<intake::v1::LiftHoldRequest>();
  lift.set_hold(hold_);
  lift.set_reason("talked about");
  Do(lines_.intake, &ScreeningService::Stub::LiftHold, lift);
}

void Stage::AnswerItem9(int value) {
  auto start = New<progress::v1::StartAdministrationRequest>();
  start.set_partner(couple_.pat_name);
  start.set_instrument("phq9");
  auto save = New<progress::v1::SaveItemRequest>();
  save.set_administration(
      couple_.pat.Insist(lines_.progress, &ProgressService::Stub::StartAdministration, start).administration().name());
  save.set_item(kItem);
  save.set_value(value);
  couple_.pat.Insist(lines_.progress, &ProgressService::Stub::SaveItem, save);
}

void Stage::Triage(progress::v1::TriageOutcome outcome) {
  progress::v1::ListAlertsRequest list;
  list.set_treatment_unit(couple_.unit);
  const auto alerts = couple_.thea.Insist(lines_.progress, &ProgressService::Stub::ListAlerts, list);
  if (alerts.alerts().empty()) return refused_.push_back("no alert");
  auto triage = New<progress::v1::TriageAlertRequest>();
  triage.set_alert(alerts.alerts(0).name());
  triage.set_outcome(outcome);
  triage.set_reason("talked about");
  Do(lines_.progress, &ProgressService::Stub::TriageAlert, triage);
}

std::string Stage::Offered(const homework::v1::OfferAssignmentRequest& offer) const {
  const auto reply = couple_.thea.Call(lines_.homework, &HomeworkService::Stub::OfferAssignment, offer);
  return reply.ok() ? "offered" : ReasonIn(reply.status);
}

std::string Stage::Outcome() {
  intake::v1::GetClearanceRequest asked;
  asked.set_treatment_unit(couple_.unit);
  const auto clearance = couple_.thea.Insist(lines_.intake, &ScreeningService::Stub::GetClearance, asked);
  bool cleared = false;
  for (const intake::v1::PartnerClearance& partner : clearance.partners()) {
    if (partner.partner() == couple_.pat_name) cleared = partner.cleared() && partner.holds().empty();
  }
  const auto seen = couple_.dana.Insist(lines_.homework, &HomeworkService::Stub::GetAssignment, Get(step_));
  std::string state = homework::v1::AssignmentState_Name(seen.assignment().state());
  state = std::string(absl::StripPrefix(state, "ASSIGNMENT_STATE_"));
  homework::v1::OfferAssignmentRequest alone = OfferOf(couple_, "journal");
  alone.mutable_terms()->clear_participants();
  alone.mutable_terms()->add_participants(couple_.pat_name);
  return absl::StrJoin(
      {refused_.empty() ? std::string("-") : absl::StrJoin(refused_, "+"), std::string(cleared ? "cleared" : "held"),
       state, Offered(OfferOf(couple_, "sitting_close")), Offered(alone)},
      " ");
}

}  // namespace adagio::test
