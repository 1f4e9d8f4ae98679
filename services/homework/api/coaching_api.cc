#include "services/homework/api/coaching_api.h"

#include "services/homework/api/caller.h"
#include "services/homework/api/wire.h"
#include "services/homework/domain/milestone.h"
#include "services/platform/keys/page.h"

namespace adagio::homework {
namespace {

v1::Milestone ToWire(const Scope& scope, const Milestone& milestone) {
  v1::Milestone wire;
  wire.set_name(rpc::NameInUnit(scope.practice(), scope.unit(), "milestones", milestone.id));
  for (const PartnerId& partner : milestone.participants) {
    wire.add_participants(rpc::PartnerName(scope.practice(), scope.unit(), partner));
  }
  wire.set_text(milestone.text.Read(Reveal::kToAnswer));
  wire.set_reached(milestone.reached_at.has_value());
  if (milestone.reached_at.has_value()) *wire.mutable_reached_at() = homework::ToWire(*milestone.reached_at);
  return wire;
}

}  // namespace

absl::StatusOr<Milestone> CoachingApi::Change(Work& work, const std::string& name,
                                              absl::FunctionRef<absl::StatusOr<Milestone>(Milestone)> decide) const {
  ASSIGN_OR_RETURN(const auto id, IdIn<MilestoneId>(name, kMilestoneShape));
  ASSIGN_OR_RETURN(std::optional<Milestone> before, parts_.store.LoadMilestone(work.tx(), work.scope(), id));
  if (!before.has_value()) return Refuse(Reason::kResourceMissing, "no such milestone");
  ASSIGN_OR_RETURN(const Milestone after, decide(*std::move(before)));
  RETURN_IF_ERROR(parts_.store.SaveMilestone(work, after));
  return after;
}

absl::StatusOr<v1::NoteMilestoneResponse> CoachingApi::NoteMilestone(
    const rpc::Authorized<v1::NoteMilestoneRequest>& call) {
  ASSIGN_OR_RETURN(const std::vector<PartnerId> participants,
                   PartnersFrom(call.scope(), call.request().participants(), "participants"));
  return Once<v1::NoteMilestoneResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::NoteMilestoneResponse> {
        ASSIGN_OR_RETURN(const Loaded loaded, parts_.store.Load(work.tx(), work.scope(), Focus::Open(work.now())));
        const Milestone milestone{.id = MilestoneId(work.NewUuid()),
                                  .participants = participants,
                                  .text = Sensitive<std::string>(call.request().text()),
                                  .noted = work.version()};
        RETURN_IF_ERROR(CheckMilestone(loaded.facts, milestone));
        RETURN_IF_ERROR(parts_.store.SaveMilestone(work, milestone));
        v1::NoteMilestoneResponse response;
        *response.mutable_milestone() = ToWire(call.scope(), milestone);
        return response;
      });
}

absl::StatusOr<v1::ReachMilestoneResponse> CoachingApi::ReachMilestone(
    const rpc::Authorized<v1::ReachMilestoneRequest>& call) {
  return Once<v1::ReachMilestoneResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::ReachMilestoneResponse> {
        ASSIGN_OR_RETURN(const Milestone milestone, Change(work, call.request().milestone(), [&](Milestone before) {
                           return Reach(std::move(before), work.now());
                         }));
        v1::ReachMilestoneResponse response;
        *response.mutable_milestone() = ToWire(call.scope(), milestone);
        return response;
      });
}

absl::StatusOr<v1::LetMilestoneGoResponse> CoachingApi::LetMilestoneGo(
    const rpc::Authorized<v1::LetMilestoneGoRequest>& call) {
  return Once<v1::LetMilestoneGoResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::LetMilestoneGoResponse> {
        ASSIGN_OR_RETURN(const Milestone milestone, Change(work, call.request().milestone(),
                                                           [&](Milestone before) { return LetGo(std::move(before)); }));
        v1::LetMilestoneGoResponse response;
        *response.mutable_milestone() = ToWire(call.scope(), milestone);
        return response;
      });
}

absl::StatusOr<v1::ListMilestonesResponse> CoachingApi::ListMilestones(
    const rpc::Authorized<v1::ListMilestonesRequest>& call) {
  const Scope& scope = call.scope();
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  ASSIGN_OR_RETURN(const Loaded loaded, parts_.store.Load(*reads, scope, Focus::Open(absl::UnixEpoch())));
  ASSIGN_OR_RETURN(std::vector<Milestone> shown, parts_.store.LoadMilestones(*reads, scope));
  if (scope.principal().role == Role::kPartner) {
    std::erase_if(shown, [&](const Milestone& milestone) {
      return !IsShownTo(loaded.facts, milestone, scope.principal().partner());
    });
  }
  const keys::Pages pages(parts_.keys, scope);
  ASSIGN_OR_RETURN(const keys::Page page,
                   pages.PageOf(call.request().page_size(), call.request().page_token(), shown.size()));
  v1::ListMilestonesResponse response;
  for (size_t i = page.first; i < page.end; ++i) *response.add_milestones() = ToWire(scope, shown[i]);
  ASSIGN_OR_RETURN(*response.mutable_next_page_token(), pages.TokenAfter(page, shown.size()));
  return response;
}

}  // namespace adagio::homework
