#include "services/homework/api/caller.h"
#include "services/homework/api/homework_api.h"
#include "services/homework/api/wire.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::homework {
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

absl::StatusOr<Activity> HomeworkApi::ActivityOf(Work& work, const v1::Terms& terms, LadderId& ladder_id) const {
  std::string key = terms.activity();
  if (terms.step() > 0 || !terms.ladder().empty()) {
    ASSIGN_OR_RETURN(const rpc::ResourceName name, rpc::ResourceName::Parse(terms.ladder(), kLadderShape));
    ladder_id = name.id<LadderId>();
    ASSIGN_OR_RETURN(const std::optional<Ladder> ladder, parts_.store.LoadLadder(work.tx(), work.scope(), ladder_id));
    const bool ours = name.practice() == work.scope().practice() && name.unit() == work.scope().unit();
    if (!ours || !ladder.has_value()) return RefuseField("terms.ladder", "a ladder of the unit");
    const LadderStep* step = ladder->Find(terms.step());
    if (step == nullptr) return RefuseField("terms.step", "one of the ladder");
    ASSIGN_OR_RETURN(const std::vector<PartnerId> participants,
                     PartnersFrom(work.scope(), terms.participants(), "terms.participants"));
    if (participants != ladder->participants) return RefuseField("terms.participants", "those of the ladder");
    if (!key.empty() && key != step->activity) {
      return RefuseField("terms.activity", "the step's, or absent");
    }
    key = step->activity;
  }
  const Activity* activity = parts_.library.Find(key);
  if (activity == nullptr) return RefuseField("terms.activity", "a key of the library");
  return *activity;
}

absl::StatusOr<HomeworkApi::Proposed> HomeworkApi::ProposalFrom(Work& work, const v1::Terms& terms) const {
  Proposed proposed;
  Proposal& proposal = proposed.proposal;
  proposal.id = AssignmentId(work.NewUuid());
  ASSIGN_OR_RETURN(proposal.activity, ActivityOf(work, terms, proposal.ladder));
  proposal.step = terms.step();
  ASSIGN_OR_RETURN(proposal.participants, PartnersFrom(work.scope(), terms.participants(), "terms.participants"));
  ASSIGN_OR_RETURN(proposal.schedule.starts_at, FromWire(terms.starts_at(), "terms.starts_at"));
  proposal.schedule.occurrences = terms.occurrences();
  if (terms.every_days() > 0) proposal.schedule.every_days = terms.every_days();
  ASSIGN_OR_RETURN(proposal.schedule.zone, parts_.store.LoadZone(work.tx(), work.scope()));
  proposal.usual_length = proposal.activity.usual_length;
  proposal.shorter_length = proposal.activity.shorter_length;
  if (terms.has_usual_length()) {
    ASSIGN_OR_RETURN(proposal.usual_length, FromWire(terms.usual_length(), "terms.usual_length"));
  }
  if (terms.has_shorter_length()) {
    ASSIGN_OR_RETURN(proposal.shorter_length, FromWire(terms.shorter_length(), "terms.shorter_length"));
  }
  proposed.texts = {Sensitive<std::string>(terms.check_in_plan()), Sensitive<std::string>(terms.exit_strategy())};
  return proposed;
}

absl::StatusOr<v1::OfferAssignmentResponse> HomeworkApi::OfferAssignment(
    const rpc::Authorized<v1::OfferAssignmentRequest>& call) {
  return Once<v1::OfferAssignmentResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::OfferAssignmentResponse> {
        ASSIGN_OR_RETURN(const Proposed proposed, ProposalFrom(work, call.request().terms()));
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
