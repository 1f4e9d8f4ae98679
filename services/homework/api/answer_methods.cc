#include <map>

#include "services/homework/api/caller.h"
#include "services/homework/api/homework_api.h"
#include "services/homework/api/wire.h"
#include "services/homework/domain/answer.h"
#include "services/homework/domain/cool_off.h"

namespace adagio::homework {
namespace {

std::optional<int> Given(bool given, int value) { return given ? std::optional<int>(value) : std::nullopt; }

// A clock of somebody else's may be a little ahead, and a telephone long without a network.
constexpr absl::Duration kAhead = absl::Minutes(10);
constexpr absl::Duration kBehind = absl::Hours(366 * 24);

absl::StatusOr<CheckInNote> NoteFrom(const v1::CheckIn& wire, const AssignmentId& assignment, const PartnerId& partner,
                                     Work& work) {
  CheckInNote note = {.id = work.NewUuid(),
                      .assignment = assignment,
                      .partner = partner,
                      .recorded_at = work.now(),
                      .suds_before = Given(wire.has_suds_before(), wire.suds_before()),
                      .suds_peak = Given(wire.has_suds_peak(), wire.suds_peak()),
                      .suds_after = Given(wire.has_suds_after(), wire.suds_after()),
                      .stress = Given(wire.has_stress(), wire.stress()),
                      .comfort = Given(wire.has_comfort(), wire.comfort()),
                      .felt_pressure = Given(wire.has_felt_pressure(), wire.felt_pressure()),
                      .arousal = Given(wire.has_arousal(), wire.arousal()),
                      .felt_good = Sensitive<std::string>(wire.felt_good()),
                      .felt_hard = Sensitive<std::string>(wire.felt_hard()),
                      .to_adjust = Sensitive<std::string>(wire.to_adjust())};
  if (!wire.has_noted_at()) return note;
  ASSIGN_OR_RETURN(note.noted_at, FromWire(wire.noted_at(), "check_in.noted_at"));
  if (*note.noted_at > work.now() + kAhead || *note.noted_at < work.now() - kBehind) {
    return RefuseField("check_in.noted_at", "at most ten minutes ahead and a year back");
  }
  return note;
}

// What rests at `now` because `partner` declined it, by key.
void AddResting(const UnitFacts& facts, const PartnerId& partner, absl::Time now,
                google::protobuf::RepeatedPtrField<v1::RestingActivity>& resting) {
  std::map<std::string, absl::Time> until;
  for (const Decline& decline : facts.declines) {
    if (decline.partner == partner && Rests(decline, now)) until[decline.activity] = decline.at + kCoolOff;
  }
  for (const auto& [activity, moment] : until) {
    v1::RestingActivity& each = *resting.Add();
    each.set_activity(activity);
    *each.mutable_until() = ToWire(moment);
  }
}

}  // namespace

absl::StatusOr<v1::AnswerAssignmentResponse> HomeworkApi::AnswerAssignment(
    const rpc::Authorized<v1::AnswerAssignmentRequest>& call) {
  ASSIGN_OR_RETURN(const auto id, IdIn<AssignmentId>(call.request().assignment(), kAssignmentShape));
  ASSIGN_OR_RETURN(const AnswerKind answer, FromWire(call.request().answer()));
  return Once<v1::AnswerAssignmentResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::AnswerAssignmentResponse> {
        v1::AnswerAssignmentResponse response;
        ASSIGN_OR_RETURN(*response.mutable_assignment(), Change(work, id, [&](const UnitFacts& before) {
          return RecordAnswer(before, id, call.caller().partner(), answer, MomentOf(work));
        }));
        return response;
      });
}

absl::StatusOr<v1::PauseAssignmentResponse> HomeworkApi::PauseAssignment(
    const rpc::Authorized<v1::PauseAssignmentRequest>& call) {
  ASSIGN_OR_RETURN(const auto id, IdIn<AssignmentId>(call.request().assignment(), kAssignmentShape));
  return Once<v1::PauseAssignmentResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::PauseAssignmentResponse> {
        v1::PauseAssignmentResponse response;
        ASSIGN_OR_RETURN(*response.mutable_assignment(), Change(work, id, [&](const UnitFacts& before) {
          return call.caller().role == Role::kPartner
                     ? PauseByParticipant(before, id, call.caller().partner(), MomentOf(work))
                     : PauseByTherapist(before, id, MomentOf(work));
        }));
        return response;
      });
}

absl::StatusOr<v1::RecordCheckInResponse> HomeworkApi::RecordCheckIn(
    const rpc::Authorized<v1::RecordCheckInRequest>& call) {
  ASSIGN_OR_RETURN(const auto id, IdIn<AssignmentId>(call.request().assignment(), kAssignmentShape));
  return Once<v1::RecordCheckInResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::RecordCheckInResponse> {
        const PartnerId partner = call.caller().partner();
        ASSIGN_OR_RETURN(const CheckInNote note, NoteFrom(call.request().check_in(), id, partner, work));
        ASSIGN_OR_RETURN(const std::optional<int> threshold,
                         parts_.store.LoadThreshold(work.tx(), work.scope(), partner));
        v1::RecordCheckInResponse response;
        ASSIGN_OR_RETURN(*response.mutable_assignment(), Change(work, id, [&](const UnitFacts& before) {
          return CheckIn(before, id, partner, note.stress, threshold.value_or(kDefaultStressThreshold), MomentOf(work));
        }));
        RETURN_IF_ERROR(parts_.store.SaveCheckIn(work, note));
        *response.mutable_check_in() = ToWire(call.scope(), note);
        return response;
      });
}

absl::StatusOr<v1::ReopenActivityResponse> HomeworkApi::ReopenActivity(
    const rpc::Authorized<v1::ReopenActivityRequest>& call) {
  return Once<v1::ReopenActivityResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::ReopenActivityResponse> {
        const PartnerId partner = call.caller().partner();
        ASSIGN_OR_RETURN(const Loaded loaded, parts_.store.Load(work.tx(), work.scope(), Focus::Open(work.now())));
        const UnitFacts after = homework::ReopenActivity(loaded.facts, call.request().activity(), partner);
        RETURN_IF_ERROR(parts_.store.Save(work, loaded.facts, after));
        v1::ReopenActivityResponse response;
        AddResting(after, partner, work.now(), *response.mutable_resting());
        return response;
      });
}

absl::StatusOr<v1::ListRestingActivitiesResponse> HomeworkApi::ListRestingActivities(
    const rpc::Authorized<v1::ListRestingActivitiesRequest>& call) {
  ASSIGN_OR_RETURN(const std::shared_ptr<const Loaded> loaded, Facts(call.scope()));
  v1::ListRestingActivitiesResponse response;
  AddResting(loaded->facts, call.caller().partner(), NowOf(parts_.clock, *loaded), *response.mutable_resting());
  return response;
}

absl::StatusOr<v1::SetStressThresholdResponse> HomeworkApi::SetStressThreshold(
    const rpc::Authorized<v1::SetStressThresholdRequest>& call) {
  return Once<v1::SetStressThresholdResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::SetStressThresholdResponse> {
        const PartnerId partner = call.caller().partner();
        ASSIGN_OR_RETURN(const Loaded loaded, parts_.store.Load(work.tx(), work.scope(), Focus::Open(work.now())));
        RETURN_IF_ERROR(CheckAcknowledged(loaded.facts, partner));
        RETURN_IF_ERROR(parts_.store.SaveThreshold(work, partner, call.request().threshold()));
        v1::SetStressThresholdResponse response;
        response.set_threshold(call.request().threshold());
        return response;
      });
}

}  // namespace adagio::homework
