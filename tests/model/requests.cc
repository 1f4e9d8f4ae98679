// What people of a story do, as requests.
// Long because every act has its request here, and little else is.
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "adagio/directory/v1/directory.grpc.pb.h"
#include "adagio/homework/v1/homework.grpc.pb.h"
#include "adagio/homework/v1/limits.grpc.pb.h"
#include "adagio/homework/v1/repair.grpc.pb.h"
#include "adagio/intake/v1/intake.grpc.pb.h"
#include "services/platform/foundation/clock.h"
#include "tests/model/imagined.h"
#include "tests/model/player.h"
#include "tests/support/practice.h"
#include "tests/support/process.h"

namespace adagio::test {
namespace {

using directory::v1::DirectoryService;
using homework::v1::AgreementService;
using homework::v1::HomeworkService;
using homework::v1::LimitsService;
using homework::v1::RepairService;
using intake::v1::ScreeningService;
using reference::Said;

// The reason of a refusal; the code where it has none.
std::string CodeOf(const grpc::Status& status) {
  if (status.ok()) return "OK";
  const std::string name = NameOf(status);
  return name.substr(name.find('/') + 1);
}

// The same request again and again while the way to the server is troubled.
template <typename Method, typename Message>
auto Persist(const Line& line, const Person& sender, Method method, const Message& message) {
  const absl::Duration until = Elapsed() + absl::Minutes(1);
  auto reply = sender.Call(line, method, message);
  while (IsTrouble(reply.status) && Elapsed() < until) {
    BackOff();
    reply = sender.Call(line, method, message);
  }
  return reply;
}

homework::v1::AnswerKind WireOf(Said said) {
  switch (said) {
    case Said::kYes:
      return homework::v1::ANSWER_KIND_YES;
    case Said::kTentative:
      return homework::v1::ANSWER_KIND_TENTATIVE_YES;
    case Said::kSoftNo:
      return homework::v1::ANSWER_KIND_SOFT_NO;
    default:
      return homework::v1::ANSWER_KIND_NO;
  }
}

}  // namespace

template <typename Method, typename Message>
Player::Request Player::Sending(const Person& sender, Method method, Message message) {
  last_id_ = message.request_id();
  last_ = {message.GetDescriptor(), message.SerializeAsString(), sender.token()};
  return [this, &sender, method, message](int server) {
    const auto reply = Persist(site_.LineTo(server, lane_), sender, method, message);
    Outcome outcome{.code = CodeOf(reply.status)};
    if (!reply.ok()) return outcome;
    const auto& response = reply.response;
    outcome.bytes = response.SerializeAsString();
    if constexpr (requires { response.assignment().state(); }) {
      outcome.made = response.assignment().name();
      // A new one has no number yet: its line is made once it has.
      if (numbers_.contains(outcome.made)) outcome.shown = LineOf(response.assignment());
    } else if constexpr (requires { response.repair().opener(); }) {
      outcome.made = response.repair().name();
    } else if constexpr (requires { response.agreement().overlap(); }) {
      outcome.made = response.agreement().name();
      for (const std::string& activity : response.agreement().overlap())
        absl::StrAppend(&outcome.overlap, " ", activity);
    }
    return outcome;
  };
}

const Person& Player::SenderOf(const Command& c) const {
  if (c.sender == Sender::kStranger) return site_.stranger();
  const bool thea = IsTherapists(c.act) == (c.sender == Sender::kRight);
  return thea ? site_.thea() : unit_.partners[static_cast<size_t>(c.who)];
}

template <typename Names>
void Player::Name(reference::People people, Names* names) const {
  for (size_t k = 0; k < unit_.partner_names.size(); ++k) {
    if (reference::Has(people, static_cast<int>(k))) *names->Add() = unit_.partner_names[k];
  }
}

Player::Request Player::RequestFor(const Command& c, int64_t clock) {
  return IsTherapists(c.act) ? OfTherapist(c, clock) : OfPartner(c);
}

Player::Request Player::OtherBody(const Command& c) {
  const std::string id = last_id_;
  if (c.act == Act::kAnswer) {
    auto other = AnswerTo(names_.at(c.about), WireOf(c.said == Said::kNo ? Said::kYes : Said::kNo));
    other.set_request_id(id);
    return Sending(SenderOf(c), &HomeworkService::Stub::AnswerAssignment, other);
  }
  homework::v1::SetStanceRequest other;
  other.set_request_id(id);
  other.set_agreement(agreements_.at(c.people));
  other.set_activity(Library()[static_cast<size_t>(c.activity)].key);
  other.set_stance(homework::v1::STANCE_OFF_LIMITS);
  return Sending(SenderOf(c), &AgreementService::Stub::SetStance, other);
}

Player::Request Player::OfPartner(const Command& c) {
  const Person& sender = SenderOf(c);
  if (IsAboutRepair(c.act) || c.act == Act::kOpenRepair) return AboutRepair(c);
  if (c.act == Act::kStance || c.act == Act::kApprove) return AboutAgreement(c, 0);
  switch (c.act) {
    case Act::kAnswer:
      return Sending(sender, &HomeworkService::Stub::AnswerAssignment, AnswerTo(names_.at(c.about), WireOf(c.said)));
    case Act::kPause:
      return Sending(sender, &HomeworkService::Stub::PauseAssignment, PauseOf(names_.at(c.about)));
    case Act::kCheckIn: {
      auto request = CheckInTo(names_.at(c.about), "quiet");
      if (c.figure >= 0) request.mutable_check_in()->set_stress(c.figure);
      return Sending(sender, &HomeworkService::Stub::RecordCheckIn, request);
    }
    case Act::kThreshold: {
      auto request = New<homework::v1::SetStressThresholdRequest>();
      request.set_treatment_unit(unit_.name);
      request.set_threshold(c.figure);
      return Sending(sender, &HomeworkService::Stub::SetStressThreshold, request);
    }
    case Act::kSetDayAside: {
      auto request = New<homework::v1::SetAsideTodayRequest>();
      request.set_treatment_unit(unit_.name);
      return Sending(sender, &LimitsService::Stub::SetAsideToday, request);
    }
    case Act::kSpeakAgainst: {
      auto request = New<homework::v1::SetContraindicationsRequest>();
      request.set_treatment_unit(unit_.name);
      if (c.yes) request.add_contraindications(homework::v1::CONTRAINDICATION_SKIN);
      return Sending(sender, &LimitsService::Stub::SetContraindications, request);
    }
    default: {
      auto request = New<homework::v1::ReopenActivityRequest>();
      request.set_treatment_unit(unit_.name);
      request.set_activity(Library()[static_cast<size_t>(c.activity)].key);
      return Sending(sender, &HomeworkService::Stub::ReopenActivity, request);
    }
  }
}

homework::v1::Terms Player::TermsOf(const Command& c, int64_t clock) const {
  homework::v1::Terms terms;
  if (c.rung > 0) {
    terms.set_ladder(unit_.ladder);
    terms.set_step(c.rung);
  } else {
    terms.set_activity(Library()[static_cast<size_t>(c.activity)].key);
  }
  Name(c.people, terms.mutable_participants());
  terms.mutable_starts_at()->set_seconds(unit_.epoch + clock + c.seconds);
  terms.set_occurrences(c.figure);
  terms.set_recurrence(absl::StrCat("FREQ=DAILY;INTERVAL=", c.every));
  if (c.usual > 0) terms.mutable_usual_length()->set_seconds(c.usual);
  if (c.shorter > 0) terms.mutable_shorter_length()->set_seconds(c.shorter);
  terms.set_check_in_plan("A word afterwards, if you like.");
  terms.set_exit_strategy("Tea in the kitchen.");
  return terms;
}

Player::Request Player::OfTherapist(const Command& c, int64_t clock) {
  const Person& sender = SenderOf(c);
  const auto about = [&](auto request) {
    request.set_assignment(names_.at(c.about));
    return request;
  };
  switch (c.act) {
    case Act::kOffer: {
      auto request = New<homework::v1::OfferAssignmentRequest>();
      request.set_treatment_unit(unit_.name);
      *request.mutable_terms() = TermsOf(c, clock);
      if (c.yes) request.set_jump_reason("As they asked.");
      return Sending(sender, &HomeworkService::Stub::OfferAssignment, request);
    }
    case Act::kReschedule: {
      auto request = about(New<homework::v1::RescheduleAssignmentRequest>());
      *request.mutable_terms() = TermsOf(c, clock);
      return Sending(sender, &HomeworkService::Stub::RescheduleAssignment, request);
    }
    case Act::kTherapistPauses:
      return Sending(sender, &HomeworkService::Stub::PauseAssignment, PauseOf(names_.at(c.about)));
    case Act::kResume:
      return Sending(sender, &HomeworkService::Stub::ResumeAssignment,
                     about(New<homework::v1::ResumeAssignmentRequest>()));
    case Act::kComplete:
      return Sending(sender, &HomeworkService::Stub::CompleteAssignment,
                     about(New<homework::v1::CompleteAssignmentRequest>()));
    case Act::kClose:
      return Sending(sender, &HomeworkService::Stub::CloseAssignment,
                     about(New<homework::v1::CloseAssignmentRequest>()));
    case Act::kInsertStep:
    case Act::kSplitStep:
    case Act::kReorderSteps:
    case Act::kMarkBaseline:
    case Act::kReturnToBaseline:
      return AboutLadder(c);
    case Act::kDraft:
    case Act::kRelease:
      return AboutAgreement(c, clock);
    case Act::kHold:
    case Act::kLift:
    case Act::kLeave:
      return AboutPartner(c);
    default:
      return AboutRepair(c);
  }
}

Player::Request Player::AboutLadder(const Command& c) {
  const Person& sender = SenderOf(c);
  const auto about = [&](auto request) {
    request.set_ladder(unit_.ladder);
    return request;
  };
  switch (c.act) {
    case Act::kInsertStep: {
      auto request = about(New<homework::v1::InsertStepRequest>());
      request.set_after(c.rung);
      request.set_activity(Library()[static_cast<size_t>(c.activity)].key);
      return Sending(sender, &HomeworkService::Stub::InsertStep, request);
    }
    case Act::kSplitStep: {
      auto request = about(New<homework::v1::SplitStepRequest>());
      request.set_step(c.rung);
      request.mutable_usual_length()->set_seconds(c.usual);
      return Sending(sender, &HomeworkService::Stub::SplitStep, request);
    }
    case Act::kReorderSteps: {
      auto request = about(New<homework::v1::ReorderStepsRequest>());
      request.mutable_steps()->Assign(c.order.begin(), c.order.end());
      return Sending(sender, &HomeworkService::Stub::ReorderSteps, request);
    }
    case Act::kMarkBaseline: {
      auto request = about(New<homework::v1::MarkBaselineRequest>());
      request.set_step(c.rung);
      return Sending(sender, &HomeworkService::Stub::MarkBaseline, request);
    }
    default:
      return Sending(sender, &HomeworkService::Stub::ReturnToBaseline,
                     about(New<homework::v1::ReturnToBaselineRequest>()));
  }
}

Player::Request Player::AboutAgreement(const Command& c, int64_t clock) {
  const Person& sender = SenderOf(c);
  if (c.act == Act::kStance) {
    auto request = New<homework::v1::SetStanceRequest>();
    request.set_agreement(agreements_.at(c.people));
    request.set_activity(Library()[static_cast<size_t>(c.activity)].key);
    request.set_stance(c.yes ? homework::v1::STANCE_TENTATIVE : homework::v1::STANCE_NOT_NOW);
    return Sending(sender, &AgreementService::Stub::SetStance, request);
  }
  if (c.act == Act::kRelease) {
    auto request = New<homework::v1::ReleaseAgreementRequest>();
    request.set_agreement(agreements_.at(c.people));
    return Sending(sender, &AgreementService::Stub::ReleaseAgreement, request);
  }
  std::vector<std::string> keys;
  for (size_t a = 0; a < Library().size(); ++a) {
    if (reference::Has(c.activities, static_cast<int>(a))) keys.push_back(Library()[a].key);
  }
  if (c.act == Act::kApprove) {
    auto request = New<homework::v1::ApproveReleaseRequest>();
    request.set_agreement(agreements_.at(c.people));
    request.mutable_activities()->Assign(keys.begin(), keys.end());
    return Sending(sender, &AgreementService::Stub::ApproveRelease, request);
  }
  auto request = New<homework::v1::DraftAgreementRequest>();
  request.set_treatment_unit(unit_.name);
  Name(c.people, request.mutable_participants());
  request.mutable_activities()->Assign(keys.begin(), keys.end());
  request.set_pause_signal("Lighthouse");
  request.set_soft_no_phrase("Not tonight.");
  request.set_tentative_acknowledgement("Thank you.");
  request.mutable_review_at()->set_seconds(unit_.epoch + clock + c.seconds);
  return Sending(sender, &AgreementService::Stub::DraftAgreement, request);
}

Player::Request Player::AboutRepair(const Command& c) {
  const Person& sender = SenderOf(c);
  const auto about = [&](auto request) {
    request.set_repair(names_.at(c.about));
    return request;
  };
  switch (c.act) {
    case Act::kOpenRepair: {
      auto request = New<homework::v1::OpenRepairRequest>();
      request.set_treatment_unit(unit_.name);
      Name(c.people, request.mutable_participants());
      request.set_unsafe_or_forced(c.yes ? homework::v1::UNSAFE_OR_FORCED_UNSURE : homework::v1::UNSAFE_OR_FORCED_NO);
      return Sending(sender, &RepairService::Stub::OpenRepair, request);
    }
    case Act::kAgreeToRelease: {
      auto request = about(New<homework::v1::AgreeToReleaseRequest>());
      request.set_account("It went too fast.");
      return Sending(sender, &RepairService::Stub::AgreeToRelease, request);
    }
    case Act::kRetractRelease:
      return Sending(sender, &RepairService::Stub::RetractRelease, about(New<homework::v1::RetractReleaseRequest>()));
    case Act::kOwn: {
      auto request = about(New<homework::v1::OwnRepairRequest>());
      request.set_words("I did not ask.");
      return Sending(sender, &RepairService::Stub::OwnRepair, request);
    }
    case Act::kAcknowledge: {
      auto request = about(New<homework::v1::AcknowledgeApologyRequest>());
      request.set_words("I heard it.");
      return Sending(sender, &RepairService::Stub::AcknowledgeApology, request);
    }
    case Act::kReleaseRepair:
      return Sending(sender, &RepairService::Stub::ReleaseRepair, about(New<homework::v1::ReleaseRepairRequest>()));
    case Act::kReviewSafety: {
      auto request = about(New<homework::v1::RecordSafetyReviewRequest>());
      request.set_conclusion("Seen each of them alone.");
      return Sending(sender, &RepairService::Stub::RecordSafetyReview, request);
    }
    default:
      return Sending(sender, &RepairService::Stub::CloseRepair, about(New<homework::v1::CloseRepairRequest>()));
  }
}

Player::Request Player::AboutPartner(const Command& c) {
  const Person& sender = SenderOf(c);
  const std::string& partner = unit_.partner_names[static_cast<size_t>(c.who)];
  if (c.act == Act::kHold) {
    auto request = New<intake::v1::PlaceHoldRequest>();
    request.set_partner(partner);
    request.set_reason("To be talked about.");
    return Sending(sender, &ScreeningService::Stub::PlaceHold, request);
  }
  if (c.act == Act::kLift) {
    auto request = New<intake::v1::LiftHoldRequest>();
    request.set_hold(HoldOf(c.who));
    request.set_reason("Talked about.");
    return Sending(sender, &ScreeningService::Stub::LiftHold, request);
  }
  auto request = New<directory::v1::EndMembershipRequest>();
  request.set_partner(partner);
  return Sending(sender, &DirectoryService::Stub::EndMembership, request);
}

}  // namespace adagio::test
