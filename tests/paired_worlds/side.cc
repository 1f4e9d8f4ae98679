#include "tests/paired_worlds/side.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "adagio/homework/v1/coaching.grpc.pb.h"
#include "adagio/homework/v1/homework.grpc.pb.h"
#include "adagio/homework/v1/repair.grpc.pb.h"
#include "adagio/intake/v1/formulation.grpc.pb.h"
#include "adagio/intake/v1/quotations.grpc.pb.h"
#include "tests/support/contracts.h"
#include "tests/support/practice.h"

namespace adagio::test {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

const MethodDescriptor& MethodOf(const Descriptor& request) {
  static const auto& methods = *new std::map<const Descriptor*, const MethodDescriptor*>([] {
    std::map<const Descriptor*, const MethodDescriptor*> all;
    for (const MethodDescriptor* method : AllMethods()) all[method->input_type()] = method;
    return all;
  }());
  return *methods.at(&request);
}

int Below(int end, Random& random) { return static_cast<int>(random() % static_cast<uint64_t>(end)); }

// What somebody tells in words and figures, as much or as little as they like; stress is the command's.
std::string Embellished(const Prepared& prepared, Random& random) {
  homework::v1::RecordCheckInRequest request;
  if (prepared.message == homework::v1::OpenRepairRequest::descriptor()) {
    homework::v1::OpenRepairRequest repair;
    repair.ParseFromString(prepared.bytes);
    repair.set_private_account(std::string(static_cast<size_t>(Below(400, random)), 'p'));
    return repair.SerializeAsString();
  }
  if (prepared.message != homework::v1::RecordCheckInRequest::descriptor()) return prepared.bytes;
  request.ParseFromString(prepared.bytes);
  homework::v1::CheckIn& check_in = *request.mutable_check_in();
  check_in.set_felt_good(std::string(static_cast<size_t>(1 + Below(200, random)), 'g'));
  if (Below(2, random) == 0) check_in.set_suds_peak(Below(101, random));
  if (Below(2, random) == 0) check_in.set_suds_before(Below(101, random));
  if (Below(3, random) == 0) check_in.set_felt_hard(std::string(static_cast<size_t>(1 + Below(200, random)), 'h'));
  return request.SerializeAsString();
}

// The name of what was made, and of what kind of outcome the model keeps.
Outcome OutcomeOf(const MethodDescriptor& method, const Seen& seen) {
  Outcome outcome{.code = seen.name, .bytes = seen.response};
  const std::unique_ptr<Message> answer = AnswerIn(method, seen);
  for (const char* field_name : {"assignment", "repair", "agreement", "check_in"}) {
    if (answer == nullptr) break;
    const auto* field = answer->GetDescriptor()->FindFieldByName(field_name);
    if (field == nullptr || field->message_type() == nullptr || field->is_repeated()) continue;
    const Message& made = answer->GetReflection()->GetMessage(*answer, field);
    outcome.made = made.GetReflection()->GetString(made, made.GetDescriptor()->FindFieldByName("name"));
  }
  return outcome;
}

}  // namespace

Side::Side(Site& site, Asker& asker, RealUnit unit, int lane, std::vector<int> observers)
    : site_(site),
      asker_(asker),
      unit_(std::move(unit)),
      lane_(lane),
      observers_(std::move(observers)),
      player_(site, unit_, lane) {
  told_.resize(unit_.partners.size());
  own_.resize(unit_.partners.size());
  eyes_.resize(unit_.partners.size());
  for (std::vector<Knowledge>* all : {&told_, &own_}) {
    for (Knowledge& knowledge : *all) {
      knowledge.LearnName(site.practice());
      knowledge.LearnName(unit_.name);
      for (const std::string& partner : unit_.partner_names) knowledge.LearnName(partner);
      knowledge.LearnName(unit_.agreement);
      knowledge.LearnName(unit_.ladder);
    }
  }
}

Seen Side::Send(const Prepared& prepared) {
  return asker_.Ask({&MethodOf(*prepared.message), prepared.bytes, prepared.token});
}

Seen Side::Do(const Command& command, int64_t clock, Random& random) {
  if (command.act == Act::kHold) {
    auto holding = static_cast<Holding>(Below(4, random));
    // What observers enter themselves they enter in both worlds.
    if (holding == Holding::kSafetyItem && Observes(command.who)) holding = Holding::kHold;
    Hold(command.who, holding);
    return {};
  }
  if (command.act == Act::kLift && Lift(command.who)) return {};
  const Player::Request request = player_.RequestFor(command, clock);
  if (IsTherapists(command.act)) {
    const Outcome outcome = request(0);
    player_.Learn(command, outcome);
    Keep(command, outcome);
    return {.name = outcome.code};
  }
  last_ = player_.last();
  last_.bytes = Embellished(last_, random);
  const Seen seen = Send(last_);
  const Outcome outcome = OutcomeOf(MethodOf(*last_.message), seen);
  player_.Learn(command, outcome);
  Keep(command, outcome);
  // A repair where somebody felt unsafe holds all who are in it.
  for (int who = 0; command.act == Act::kOpenRepair && command.yes && seen.code == 0 && who < 4; ++who) {
    if (reference::Has(command.people, who)) holdings_[who].push_back(Holding::kHold);
  }
  return seen;
}

bool Side::Observes(int who) const { return std::find(observers_.begin(), observers_.end(), who) != observers_.end(); }

// An assignment or agreement of others, a repair or a check-in of another's.
void Side::Keep(const Command& command, const Outcome& outcome) {
  const bool names_people = command.act == Act::kOffer || command.act == Act::kReschedule || command.act == Act::kDraft;
  const bool makes = names_people || command.act == Act::kOpenRepair || command.act == Act::kCheckIn;
  if (!makes || outcome.made.empty() || (!IsTherapists(command.act) && Observes(command.who))) return;
  for (const int who : observers_) {
    if (names_people && reference::Has(command.people, who)) return;
  }
  kept_.LearnName(outcome.made);
}

Question Side::last_question() const {
  if (last_.message == nullptr) return {};
  return {&MethodOf(*last_.message), last_.bytes, last_.token};
}

void Side::Told(int who, const Question& question, const Seen& seen) {
  const std::unique_ptr<Message> answer = AnswerIn(*question.method, seen);
  if (answer == nullptr) return;
  told(who).Learn(*answer);
  told(who).LearnSealed(NameOf(*question.method), *answer);
}

Seen Side::Repeat() { return Send(last_); }

std::optional<Seen> Side::OtherBody(const Command& command) {
  if (command.act != Act::kAnswer && command.act != Act::kStance) return std::nullopt;
  player_.OtherBody(command);
  return Send(player_.last());
}

Question Side::QuestionOf(int who, const Draft& draft) const {
  const auto partner = static_cast<size_t>(who);
  // What is kept from those who observe is somebody's own: only who observes guesses at it.
  static const auto& nothing = *new Knowledge();
  const Knowledge& others = Observes(who) ? kept_ : nothing;
  return {draft.method, BytesIn(draft, told_[partner], others), unit_.partners[partner].token()};
}

std::string Side::DoForOneself(int who, int64_t clock, Random& random) {
  const auto partner = static_cast<size_t>(who);
  // Now and then a look, to know what there is to speak of.
  const Way way = Below(3, random) == 0 ? Way::kLook : Way::kOwn;
  std::vector<const Asking*> some;
  for (const auto& [name, asking] : ReviewedAskings()) {
    if (asking.way == way) some.push_back(&asking);
  }
  const Asking& asking = *some[static_cast<size_t>(Below(static_cast<int>(some.size()), random))];
  const Draft draft = DrawDraft(asking, own_[partner], Aim::kKnown, unit_.epoch + clock, random);
  const Seen seen =
      asker_.Ask({draft.method, BytesIn(draft, own_[partner], Knowledge()), unit_.partners[partner].token()});
  if (const auto answer = AnswerIn(*draft.method, seen)) {
    own_[partner].Learn(*answer);
    if (asking.way == Way::kOwn) kept_.Learn(*answer);
  }
  return absl::StrCat(draft.method->name(), " ", seen.name);
}

void Side::Write(const std::vector<int>& whom, const std::string& text, bool released) {
  const Line& line = site_.LineTo(0, lane_);
  const Person& thea = site_.thea();
  auto milestone = New<homework::v1::NoteMilestoneRequest>();
  milestone.set_treatment_unit(unit_.name);
  for (const int who : whom) milestone.add_participants(unit_.partner_names[static_cast<size_t>(who)]);
  milestone.set_text(text);
  thea.Call(line, &homework::v1::CoachingService::Stub::NoteMilestone, milestone);
  auto write = New<intake::v1::WriteFormulationRequest>();
  write.set_treatment_unit(unit_.name);
  write.set_text(text);
  const auto written = thea.Call(line, &intake::v1::FormulationService::Stub::WriteFormulation, write);
  if (!released || !written.ok()) return;
  auto release = New<intake::v1::ReleaseFormulationRequest>();
  release.set_treatment_unit(unit_.name);
  release.set_version(written.response.version().version());
  release.set_text(text);
  thea.Call(line, &intake::v1::FormulationService::Stub::ReleaseFormulation, release);
}

void Side::AskToQuote(int who, const std::string& item, const std::string& words) {
  auto ask = New<intake::v1::AskQuotationRequest>();
  ask.set_treatment_unit(unit_.name);
  ask.set_writer(unit_.partner_names[static_cast<size_t>(who)]);
  ask.set_source(intake::v1::QUOTATION_SOURCE_INTAKE_ANSWER);
  ask.set_item(item);
  ask.set_words(words);
  site_.thea().Call(site_.LineTo(0, lane_), &intake::v1::QuotationService::Stub::AskQuotation, ask);
}

}  // namespace adagio::test
