#include <algorithm>

#include "absl/strings/ascii.h"
#include "services/homework/api/caller.h"
#include "services/homework/api/homework_api.h"
#include "services/homework/api/wire.h"
#include "services/homework/domain/recurrence.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::homework {
namespace {

bool IsBlank(absl::string_view text) { return absl::StripAsciiWhitespace(text).empty(); }

// What nobody may be asked to try something without.
absl::Status CheckWords(const v1::Terms& terms) {
  if (IsBlank(terms.check_in_plan())) return RefuseField("terms.check_in_plan", "must be given");
  if (IsBlank(terms.exit_strategy())) return RefuseField("terms.exit_strategy", "must be given");
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Assignment> HomeworkApi::Change(Work& work, const AssignmentId& id, Decide decide,
                                                   const std::map<AssignmentId, AssignmentTexts>& new_texts) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(Loaded loaded, parts_.store.Load(work.tx(), scope, Focus::Open(work.now(), id)));
  const UnitFacts before = loaded.facts;
  ASSIGN_OR_RETURN(loaded.facts, decide(before));
  RETURN_IF_ERROR(parts_.store.Save(work, before, loaded.facts, new_texts));
  loaded.texts.insert(new_texts.begin(), new_texts.end());
  const Assignment* assignment = loaded.facts.FindAssignment(id);
  if (assignment == nullptr) return Refuse(Reason::kResourceMissing, "no such assignment");
  return ToWire(scope, loaded, *assignment, work.now());
}

absl::StatusOr<HomeworkApi::Named> HomeworkApi::NamedBy(Work& work, const v1::Terms& terms) const {
  Named named;
  std::string key = terms.activity();
  if (terms.step() > 0 || !terms.ladder().empty()) {
    ASSIGN_OR_RETURN(const rpc::ResourceName name, rpc::ResourceName::Parse(terms.ladder(), kLadderShape));
    ASSIGN_OR_RETURN(named.ladder, parts_.store.LoadLadder(work.tx(), work.scope(), name.id<LadderId>()));
    const bool ours = name.practice() == work.scope().practice() && name.unit() == work.scope().unit();
    if (!ours || !named.ladder.has_value()) return RefuseField("terms.ladder", "a ladder of the unit");
    const LadderStep* step = named.ladder->Find(terms.step());
    if (step == nullptr) return RefuseField("terms.step", "one of the ladder");
    ASSIGN_OR_RETURN(const std::vector<PartnerId> participants,
                     PartnersFrom(work.scope(), terms.participants(), "terms.participants"));
    if (participants != named.ladder->participants) return RefuseField("terms.participants", "those of the ladder");
    if (!key.empty() && key != step->activity) {
      return RefuseField("terms.activity", "the step's, or absent");
    }
    key = step->activity;
    named.own_length = step->usual_length;
  }
  const Activity* activity = parts_.library.Find(key);
  if (activity == nullptr) return RefuseField("terms.activity", "a key of the library");
  named.activity = *activity;
  return named;
}

absl::StatusOr<int> HomeworkApi::Ground(Work& work, const Ladder& ladder) const {
  ASSIGN_OR_RETURN(const Loaded all, parts_.store.Load(work.tx(), work.scope(), Focus::All()));
  const LadderStep* baseline = ladder.Find(ladder.baseline);
  const Activity* activity = baseline == nullptr ? nullptr : parts_.library.Find(baseline->activity);
  return GroundOf(all.facts, ladder, activity == nullptr ? 0 : activity->tier);
}

absl::Status HomeworkApi::TakeLengths(const v1::Terms& terms, const Named& named, Proposal& proposal) const {
  proposal.usual_length = named.activity.usual_length;
  proposal.shorter_length = named.activity.shorter_length;
  if (named.own_length > absl::ZeroDuration()) {
    proposal.usual_length = proposal.at_most = named.own_length;
    proposal.shorter_length = std::min(proposal.shorter_length, named.own_length);
  }
  if (terms.has_usual_length()) {
    ASSIGN_OR_RETURN(proposal.usual_length, FromWire(terms.usual_length(), "terms.usual_length"));
  }
  if (terms.has_shorter_length()) {
    ASSIGN_OR_RETURN(proposal.shorter_length, FromWire(terms.shorter_length(), "terms.shorter_length"));
  }
  return absl::OkStatus();
}

absl::StatusOr<HomeworkApi::Proposed> HomeworkApi::ProposalFrom(Work& work, const v1::Terms& terms) const {
  RETURN_IF_ERROR(CheckWords(terms));
  Proposed proposed;
  Proposal& proposal = proposed.proposal;
  proposal.id = AssignmentId(work.NewUuid());
  ASSIGN_OR_RETURN(const Named named, NamedBy(work, terms));
  proposal.activity = named.activity;
  proposal.step = terms.step();
  if (named.ladder.has_value()) proposal.ladder = named.ladder->id;
  const bool free = proposal.step == 0 && proposal.activity.kind == AssignmentKind::kFreeText;
  if (free == IsBlank(terms.text())) return RefuseField("terms.text", "given for free text, and for nothing else");
  ASSIGN_OR_RETURN(proposal.participants, PartnersFrom(work.scope(), terms.participants(), "terms.participants"));
  Recurrence recurrence{.occurrences = terms.occurrences(), .rule = terms.recurrence(), .open_for = {}};
  ASSIGN_OR_RETURN(recurrence.starts_at, FromWire(terms.starts_at(), "terms.starts_at"));
  if (terms.has_open_for()) {
    ASSIGN_OR_RETURN(recurrence.open_for, FromWire(terms.open_for(), "terms.open_for"));
    if (recurrence.open_for == absl::ZeroDuration()) return RefuseField("terms.open_for", "from a minute to 23 hours");
  }
  ASSIGN_OR_RETURN(recurrence.zone, parts_.store.LoadZone(work.tx(), work.scope()));
  ASSIGN_OR_RETURN(proposal.schedule, Expand(recurrence));
  RETURN_IF_ERROR(TakeLengths(terms, named, proposal));
  if (named.ladder.has_value()) {
    ASSIGN_OR_RETURN(proposal.ground, Ground(work, *named.ladder));
  }
  proposed.texts = {.check_in_plan = Sensitive<std::string>(terms.check_in_plan()),
                    .exit_strategy = Sensitive<std::string>(terms.exit_strategy()),
                    .recurrence = terms.recurrence(),
                    .open_for = recurrence.open_for,
                    .text = Sensitive<std::string>(terms.text())};
  return proposed;
}

absl::StatusOr<v1::OfferAssignmentResponse> HomeworkApi::OfferAssignment(
    const rpc::Authorized<v1::OfferAssignmentRequest>& call) {
  return Once<v1::OfferAssignmentResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::OfferAssignmentResponse> {
        ASSIGN_OR_RETURN(Proposed proposed, ProposalFrom(work, call.request().terms()));
        proposed.proposal.jump_confirmed = !IsBlank(call.request().jump_reason());
        if (proposed.proposal.IsJump())
          proposed.texts.jump_reason = Sensitive<std::string>(call.request().jump_reason());
        const auto offer = [&](const UnitFacts& before) { return Offer(before, proposed.proposal, MomentOf(work)); };
        v1::OfferAssignmentResponse response;
        ASSIGN_OR_RETURN(*response.mutable_assignment(),
                         Change(work, proposed.proposal.id, offer, {{proposed.proposal.id, proposed.texts}}));
        return response;
      });
}

absl::StatusOr<v1::RescheduleAssignmentResponse> HomeworkApi::RescheduleAssignment(
    const rpc::Authorized<v1::RescheduleAssignmentRequest>& call) {
  ASSIGN_OR_RETURN(const auto replaced, IdIn<AssignmentId>(call.request().assignment(), kAssignmentShape));
  return Once<v1::RescheduleAssignmentResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::RescheduleAssignmentResponse> {
        const Scope& scope = work.scope();
        ASSIGN_OR_RETURN(const Proposed proposed, ProposalFrom(work, call.request().terms()));
        const std::map<AssignmentId, AssignmentTexts> new_texts = {{proposed.proposal.id, proposed.texts}};
        ASSIGN_OR_RETURN(Loaded loaded, parts_.store.Load(work.tx(), scope, Focus::Open(work.now(), replaced)));
        const UnitFacts before = loaded.facts;
        ASSIGN_OR_RETURN(loaded.facts, Reschedule(before, replaced, proposed.proposal, MomentOf(work)));
        RETURN_IF_ERROR(parts_.store.Save(work, before, loaded.facts, new_texts));
        loaded.texts.insert(new_texts.begin(), new_texts.end());
        v1::RescheduleAssignmentResponse response;
        *response.mutable_assignment() =
            ToWire(scope, loaded, *loaded.facts.FindAssignment(proposed.proposal.id), work.now());
        return response;
      });
}

absl::StatusOr<v1::ResumeAssignmentResponse> HomeworkApi::ResumeAssignment(
    const rpc::Authorized<v1::ResumeAssignmentRequest>& call) {
  ASSIGN_OR_RETURN(const auto id, IdIn<AssignmentId>(call.request().assignment(), kAssignmentShape));
  return Once<v1::ResumeAssignmentResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::ResumeAssignmentResponse> {
        v1::ResumeAssignmentResponse response;
        ASSIGN_OR_RETURN(*response.mutable_assignment(),
                         Change(work, id, [&](const UnitFacts& before) { return Resume(before, id); }));
        return response;
      });
}

absl::StatusOr<v1::CompleteAssignmentResponse> HomeworkApi::CompleteAssignment(
    const rpc::Authorized<v1::CompleteAssignmentRequest>& call) {
  ASSIGN_OR_RETURN(const auto id, IdIn<AssignmentId>(call.request().assignment(), kAssignmentShape));
  return Once<v1::CompleteAssignmentResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::CompleteAssignmentResponse> {
        v1::CompleteAssignmentResponse response;
        ASSIGN_OR_RETURN(*response.mutable_assignment(),
                         Change(work, id, [&](const UnitFacts& before) { return Complete(before, id); }));
        return response;
      });
}

absl::StatusOr<v1::CloseAssignmentResponse> HomeworkApi::CloseAssignment(
    const rpc::Authorized<v1::CloseAssignmentRequest>& call) {
  ASSIGN_OR_RETURN(const auto id, IdIn<AssignmentId>(call.request().assignment(), kAssignmentShape));
  return Once<v1::CloseAssignmentResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::CloseAssignmentResponse> {
        v1::CloseAssignmentResponse response;
        ASSIGN_OR_RETURN(*response.mutable_assignment(),
                         Change(work, id, [&](const UnitFacts& before) { return Close(before, id); }));
        return response;
      });
}

}  // namespace adagio::homework
