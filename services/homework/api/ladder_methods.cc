#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/homework/api/caller.h"
#include "services/homework/api/homework_api.h"
#include "services/homework/api/wire.h"
#include "services/homework/domain/answer.h"
#include "services/homework/domain/ladder.h"
#include "services/platform/keys/page.h"

namespace adagio::homework {
namespace {

// RESOURCE_MISSING where there is no ladder that the caller may know of.
absl::StatusOr<Ladder> Find(const HomeworkStore& store, storage::Statements& tx, const Scope& scope,
                            const std::string& name) {
  ASSIGN_OR_RETURN(const auto id, IdIn<LadderId>(name, kLadderShape));
  ASSIGN_OR_RETURN(std::optional<Ladder> ladder, store.LoadLadder(tx, scope, id));
  if (!ladder.has_value() || !MayKnow(scope, Told::kLadder, ladder->participants)) {
    return Refuse(Reason::kResourceMissing, "no such ladder");
  }
  return *std::move(ladder);
}

}  // namespace

absl::StatusOr<v1::ListActivitiesResponse> HomeworkApi::ListActivities(
    const rpc::Authorized<v1::ListActivitiesRequest>& call) {
  const keys::Pages pages(parts_.keys, call.scope());
  const std::vector<Activity>& all = parts_.library.activities();
  ASSIGN_OR_RETURN(const keys::Page page,
                   pages.PageOf(call.request().page_size(), call.request().page_token(), all.size()));
  v1::ListActivitiesResponse response;
  for (size_t i = page.first; i < page.end; ++i) *response.add_activities() = ToWire(all[i]);
  ASSIGN_OR_RETURN(*response.mutable_next_page_token(), pages.TokenAfter(page, all.size()));
  return response;
}

absl::StatusOr<v1::BuildLadderResponse> HomeworkApi::BuildLadder(const rpc::Authorized<v1::BuildLadderRequest>& call) {
  const v1::BuildLadderRequest& request = call.request();
  ASSIGN_OR_RETURN(const std::vector<PartnerId> participants,
                   PartnersFrom(call.scope(), request.participants(), "participants"));
  std::vector<Activity> steps;
  for (const std::string& key : request.activities()) {
    const Activity* activity = parts_.library.Find(key);
    if (activity == nullptr) return RefuseField("activities", "keys of the library");
    steps.push_back(*activity);
  }
  return Once<v1::BuildLadderResponse>(parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::BuildLadderResponse> {
    ASSIGN_OR_RETURN(const Loaded loaded, parts_.store.Load(work.tx(), call.scope(), Focus::Open(work.now())));
    RETURN_IF_ERROR(CheckLadder(loaded.facts, participants, steps));
    const Ladder ladder{.id = LadderId(work.NewUuid()),
                        .participants = participants,
                        .steps = StepsOf({request.activities().begin(), request.activities().end()})};
    RETURN_IF_ERROR(parts_.store.SaveLadder(work, ladder));
    v1::BuildLadderResponse response;
    *response.mutable_ladder() = ToWire(call.scope(), ladder, {});
    return response;
  });
}

absl::StatusOr<v1::GetLadderResponse> HomeworkApi::GetLadder(const rpc::Authorized<v1::GetLadderRequest>& call) {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  ASSIGN_OR_RETURN(const Ladder ladder, Find(parts_.store, *reads, call.scope(), call.request().ladder()));
  std::map<int, int> own;
  if (call.caller().role == Role::kPartner) {
    ASSIGN_OR_RETURN(own, parts_.store.LoadForeseen(*reads, call.scope(), ladder.id, call.caller().partner()));
  }
  v1::GetLadderResponse response;
  *response.mutable_ladder() = ToWire(call.scope(), ladder, own);
  return response;
}

absl::StatusOr<v1::ForeseeDiscomfortResponse> HomeworkApi::ForeseeDiscomfort(
    const rpc::Authorized<v1::ForeseeDiscomfortRequest>& call) {
  const v1::ForeseeDiscomfortRequest& request = call.request();
  return Once<v1::ForeseeDiscomfortResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::ForeseeDiscomfortResponse> {
        const PartnerId partner = call.caller().partner();
        ASSIGN_OR_RETURN(const Ladder ladder, Find(parts_.store, work.tx(), call.scope(), request.ladder()));
        ASSIGN_OR_RETURN(const Loaded loaded, parts_.store.Load(work.tx(), call.scope(), Focus::Open(work.now())));
        RETURN_IF_ERROR(CheckAcknowledged(loaded.facts, partner));
        if (ladder.Find(request.step()) == nullptr) return RefuseField("step", "one of the ladder");
        ASSIGN_OR_RETURN(auto own, parts_.store.LoadForeseen(work.tx(), call.scope(), ladder.id, partner));
        own[request.step()] = request.suds();
        RETURN_IF_ERROR(parts_.store.SaveForeseen(work, ladder.id, partner, own));
        v1::ForeseeDiscomfortResponse response;
        const v1::Ladder seen = ToWire(call.scope(), ladder, own);
        for (const v1::LadderStep& step : seen.steps()) {
          if (step.number() == request.step()) *response.mutable_step() = step;
        }
        return response;
      });
}

}  // namespace adagio::homework
