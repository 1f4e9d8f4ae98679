// Moving on a ladder by smaller steps, and back to what its participants are at ease with.
#include "services/homework/api/caller.h"
#include "services/homework/api/homework_api.h"
#include "services/homework/api/wire.h"
#include "services/homework/domain/ladder.h"

namespace adagio::homework {
namespace {

absl::StatusOr<Ladder> Find(const HomeworkStore& store, Work& work, const std::string& name) {
  ASSIGN_OR_RETURN(const auto id, IdIn<LadderId>(name, kLadderShape));
  ASSIGN_OR_RETURN(std::optional<Ladder> ladder, store.LoadLadder(work.tx(), work.scope(), id));
  if (!ladder.has_value()) return Refuse(Reason::kResourceMissing, "no such ladder");
  return *std::move(ladder);
}

// The activity of the step behind `number`; null for the last.
const Activity* Behind(const Library& library, const Ladder& ladder, int number) {
  for (size_t place = 0; place + 1 < ladder.steps.size(); ++place) {
    if (ladder.steps[place].number == number) return library.Find(ladder.steps[place + 1].activity);
  }
  return nullptr;
}

}  // namespace

absl::StatusOr<v1::InsertStepResponse> HomeworkApi::InsertStep(const rpc::Authorized<v1::InsertStepRequest>& call) {
  const v1::InsertStepRequest& request = call.request();
  const Activity* activity = parts_.library.Find(request.activity());
  if (activity == nullptr) return RefuseField("activity", "a key of the library");
  return Once<v1::InsertStepResponse>(parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::InsertStepResponse> {
    ASSIGN_OR_RETURN(const Ladder before, Find(parts_.store, work, request.ladder()));
    const LadderStep* behind = before.Find(request.after());
    const Activity* lower = behind == nullptr ? nullptr : parts_.library.Find(behind->activity);
    if (lower == nullptr) return RefuseField("after", "one of the ladder");
    ASSIGN_OR_RETURN(const Ladder after, homework::InsertStep(before, request.after(), *activity, *lower,
                                                              Behind(parts_.library, before, request.after())));
    RETURN_IF_ERROR(parts_.store.SaveLadder(work, after));
    v1::InsertStepResponse response;
    *response.mutable_ladder() = ToWire(call.scope(), after, {});
    return response;
  });
}

absl::StatusOr<v1::SplitStepResponse> HomeworkApi::SplitStep(const rpc::Authorized<v1::SplitStepRequest>& call) {
  const v1::SplitStepRequest& request = call.request();
  ASSIGN_OR_RETURN(const absl::Duration smaller, FromWire(request.usual_length(), "usual_length"));
  return Once<v1::SplitStepResponse>(parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::SplitStepResponse> {
    ASSIGN_OR_RETURN(const Ladder before, Find(parts_.store, work, request.ladder()));
    const LadderStep* step = before.Find(request.step());
    const Activity* activity = step == nullptr ? nullptr : parts_.library.Find(step->activity);
    if (activity == nullptr) return RefuseField("step", "one of the ladder");
    ASSIGN_OR_RETURN(const Ladder after, homework::SplitStep(before, request.step(), smaller, *activity));
    RETURN_IF_ERROR(parts_.store.SaveLadder(work, after));
    v1::SplitStepResponse response;
    *response.mutable_ladder() = ToWire(call.scope(), after, {});
    return response;
  });
}

absl::StatusOr<v1::ReorderStepsResponse> HomeworkApi::ReorderSteps(
    const rpc::Authorized<v1::ReorderStepsRequest>& call) {
  const v1::ReorderStepsRequest& request = call.request();
  return Once<v1::ReorderStepsResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::ReorderStepsResponse> {
        ASSIGN_OR_RETURN(const Ladder before, Find(parts_.store, work, request.ladder()));
        std::vector<Activity> activities;
        for (const int number : request.steps()) {
          const LadderStep* step = before.Find(number);
          const Activity* activity = step == nullptr ? nullptr : parts_.library.Find(step->activity);
          if (activity == nullptr) return RefuseField("steps", "each of the ladder once");
          activities.push_back(*activity);
        }
        ASSIGN_OR_RETURN(const Ladder after,
                         homework::ReorderSteps(before, {request.steps().begin(), request.steps().end()}, activities));
        RETURN_IF_ERROR(parts_.store.SaveLadder(work, after));
        v1::ReorderStepsResponse response;
        *response.mutable_ladder() = ToWire(call.scope(), after, {});
        return response;
      });
}

absl::StatusOr<v1::MarkBaselineResponse> HomeworkApi::MarkBaseline(
    const rpc::Authorized<v1::MarkBaselineRequest>& call) {
  return Once<v1::MarkBaselineResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::MarkBaselineResponse> {
        ASSIGN_OR_RETURN(const Ladder before, Find(parts_.store, work, call.request().ladder()));
        ASSIGN_OR_RETURN(const Ladder after, homework::MarkBaseline(before, call.request().step()));
        RETURN_IF_ERROR(parts_.store.SaveLadder(work, after));
        v1::MarkBaselineResponse response;
        *response.mutable_ladder() = ToWire(call.scope(), after, {});
        return response;
      });
}

absl::StatusOr<v1::ReturnToBaselineResponse> HomeworkApi::ReturnToBaseline(
    const rpc::Authorized<v1::ReturnToBaselineRequest>& call) {
  return Once<v1::ReturnToBaselineResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::ReturnToBaselineResponse> {
        ASSIGN_OR_RETURN(Ladder ladder, Find(parts_.store, work, call.request().ladder()));
        ASSIGN_OR_RETURN(Loaded loaded, parts_.store.Load(work.tx(), call.scope(), Focus::Open(work.now())));
        const UnitFacts before = loaded.facts;
        ASSIGN_OR_RETURN(loaded.facts, homework::ReturnToBaseline(before, ladder, work.now()));
        RETURN_IF_ERROR(parts_.store.Save(work, before, loaded.facts));
        ladder.returned = work.version();
        RETURN_IF_ERROR(parts_.store.SaveLadder(work, ladder));
        v1::ReturnToBaselineResponse response;
        for (const Activity* calming : parts_.library.OfKind(AssignmentKind::kSelfRegulation)) {
          response.add_first(calming->key);
        }
        for (const Assignment& assignment : loaded.facts.assignments) {
          if (assignment == *before.FindAssignment(assignment.id)) continue;
          *response.add_closed() = ToWire(call.scope(), loaded, assignment, work.now());
        }
        return response;
      });
}

}  // namespace adagio::homework
