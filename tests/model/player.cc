// What has come of a story: names, and the unit as its people see it.
#include "tests/model/player.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "adagio/homework/v1/homework.grpc.pb.h"
#include "adagio/intake/v1/intake.grpc.pb.h"
#include "tests/model/imagined.h"

namespace adagio::test {
namespace {

using homework::v1::HomeworkService;
using intake::v1::ScreeningService;

std::string StateOf(const homework::v1::Assignment& assignment) {
  return homework::v1::AssignmentState_Name(assignment.state()).substr(sizeof("ASSIGNMENT_STATE"));
}
std::string AnswerOf(homework::v1::AnswerKind answer) {
  return homework::v1::AnswerKind_Name(answer).substr(sizeof("ANSWER_KIND"));
}

}  // namespace

int Player::NumberOf(const std::string& name) const {
  const auto known = numbers_.find(name);
  return known == numbers_.end() ? -1 : known->second;
}

void Player::Learn(const Command& c, const Outcome& outcome) {
  if (outcome.code != "OK") return;
  if (c.act == Act::kOffer || c.act == Act::kReschedule || c.act == Act::kOpenRepair) {
    names_[c.number] = outcome.made;
    numbers_[outcome.made] = c.number;
  }
  if (c.act == Act::kDraft) agreements_[c.people] = outcome.made;
}

// One that stands, or one that was lifted.
std::string Player::HoldOf(int who) {
  intake::v1::GetClearanceRequest request;
  request.set_treatment_unit(unit_.name);
  const auto clearance = site_.thea().Insist(site_.LineTo(0, lane_), &ScreeningService::Stub::GetClearance, request);
  for (const auto& partner : clearance.partners()) {
    const bool this_one = partner.partner() == unit_.partner_names[static_cast<size_t>(who)];
    if (this_one && partner.holds_size() > 0) lifted_[who] = partner.holds(0).name();
  }
  return lifted_.at(who);
}

std::string Player::LineOf(const homework::v1::Assignment& assignment) const {
  const int64_t occurrence = assignment.has_occurrence_at() ? assignment.occurrence_at().seconds() - unit_.epoch : 0;
  return PartnersLine(NumberOf(assignment.name()), assignment.terms().activity(), StateOf(assignment),
                      assignment.asks_you(), AnswerOf(assignment.own_answer()), assignment.own_length().seconds(),
                      occurrence, !assignment.notice().empty());
}

std::string Player::ViewOf(int who, int server) {
  homework::v1::ListAssignmentsRequest request;
  request.set_treatment_unit(unit_.name);
  request.set_page_size(1000);
  const auto list = unit_.partners[static_cast<size_t>(who)].Insist(site_.LineTo(server, lane_),
                                                                    &HomeworkService::Stub::ListAssignments, request);
  std::string view;
  for (const auto& assignment : list.assignments()) absl::StrAppend(&view, LineOf(assignment), "\n");
  return view;
}

std::string Player::TherapistsView(int server) {
  homework::v1::GetUnitHomeworkRequest request;
  request.set_treatment_unit(unit_.name);
  const auto homework =
      site_.thea().Insist(site_.LineTo(server, lane_), &HomeworkService::Stub::GetUnitHomework, request);
  std::string view;
  for (const auto& clinical : homework.assignments()) {
    std::vector<std::string> causes;
    for (const int cause : clinical.causes()) {
      causes.push_back(homework::v1::Cause_Name(static_cast<homework::v1::Cause>(cause)).substr(sizeof("CAUSE")));
    }
    std::sort(causes.begin(), causes.end());
    causes.erase(std::unique(causes.begin(), causes.end()), causes.end());
    // Sides come in the order of the participants' ids; a story's in the order in which they were added.
    std::map<std::string, std::string> sides;
    const bool over = clinical.assignment().state() >= homework::v1::ASSIGNMENT_STATE_COMPLETED;
    for (const auto& side : clinical.sides()) {
      sides[side.partner()] = absl::StrCat(", ", AnswerOf(side.answer()), !over && side.stands() ? " stands" : "");
    }
    std::string told;
    for (const std::string& partner : unit_.partner_names) told += sides[partner];
    const homework::v1::Assignment& assignment = clinical.assignment();
    const int64_t occurrence = assignment.has_occurrence_at() ? assignment.occurrence_at().seconds() - unit_.epoch : 0;
    absl::StrAppend(&view,
                    TherapistsLine(NumberOf(assignment.name()), assignment.terms().activity(), StateOf(assignment),
                                   absl::StrJoin(causes, " or "), told, clinical.length().seconds(), occurrence),
                    "\n");
  }
  return view;
}

std::string Player::LadderView(int server) {
  homework::v1::GetLadderRequest request;
  request.set_ladder(unit_.ladder);
  const auto got = site_.thea().Insist(site_.LineTo(server, lane_), &HomeworkService::Stub::GetLadder, request);
  std::string view;
  for (const auto& step : got.ladder().steps()) {
    absl::StrAppend(&view,
                    LaddersLine(step.number(), step.activity(), step.usual_length().seconds(),
                                step.number() == got.ladder().baseline()),
                    "\n");
  }
  return view;
}

std::string Player::RestingOf(int who, int server) {
  homework::v1::ListRestingActivitiesRequest request;
  request.set_treatment_unit(unit_.name);
  const auto list = unit_.partners[static_cast<size_t>(who)].Insist(
      site_.LineTo(server, lane_), &HomeworkService::Stub::ListRestingActivities, request);
  std::vector<std::string> resting;
  for (const auto& each : list.resting()) {
    resting.push_back(absl::StrCat(each.activity(), " until ", each.until().seconds() - unit_.epoch));
  }
  std::sort(resting.begin(), resting.end());
  return absl::StrJoin(resting, ", ");
}

}  // namespace adagio::test
