#pragma once

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "adagio/homework/v1/homework.pb.h"
#include "services/homework/api/seen_beside.h"
#include "services/homework/domain/library.h"
#include "services/homework/domain/offer.h"
#include "services/homework/store/facts_cache.h"
#include "services/homework/store/homework_store.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/rpc/authorized.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::homework {

// What each method of HomeworkService does. The contract says what each promises. Safe from any thread.
class HomeworkApi {
 public:
  struct Parts {
    UnitOfWork& units;
    storage::Pool& reads;
    const HomeworkStore& store;
    const Library& library;
    const keys::Keyring& keys;  // for page tokens
    const Clock& clock;
    FactsCache& cache;
    SeenBeside& beside;
  };

  explicit HomeworkApi(Parts parts) : parts_(parts) {}

  // Library and ladders (ladder_methods.cc).
  absl::StatusOr<v1::ListActivitiesResponse> ListActivities(const rpc::Authorized<v1::ListActivitiesRequest>& call);
  absl::StatusOr<v1::BuildLadderResponse> BuildLadder(const rpc::Authorized<v1::BuildLadderRequest>& call);
  absl::StatusOr<v1::GetLadderResponse> GetLadder(const rpc::Authorized<v1::GetLadderRequest>& call);
  absl::StatusOr<v1::ForeseeDiscomfortResponse> ForeseeDiscomfort(
      const rpc::Authorized<v1::ForeseeDiscomfortRequest>& call);

  // Setbacks (setback_methods.cc).
  absl::StatusOr<v1::InsertStepResponse> InsertStep(const rpc::Authorized<v1::InsertStepRequest>& call);
  absl::StatusOr<v1::SplitStepResponse> SplitStep(const rpc::Authorized<v1::SplitStepRequest>& call);
  absl::StatusOr<v1::ReorderStepsResponse> ReorderSteps(const rpc::Authorized<v1::ReorderStepsRequest>& call);
  absl::StatusOr<v1::MarkBaselineResponse> MarkBaseline(const rpc::Authorized<v1::MarkBaselineRequest>& call);
  absl::StatusOr<v1::ReturnToBaselineResponse> ReturnToBaseline(
      const rpc::Authorized<v1::ReturnToBaselineRequest>& call);

  // What a clinician does with assignments (offer_methods.cc).
  absl::StatusOr<v1::OfferAssignmentResponse> OfferAssignment(const rpc::Authorized<v1::OfferAssignmentRequest>& call);
  absl::StatusOr<v1::RescheduleAssignmentResponse> RescheduleAssignment(
      const rpc::Authorized<v1::RescheduleAssignmentRequest>& call);
  absl::StatusOr<v1::ResumeAssignmentResponse> ResumeAssignment(
      const rpc::Authorized<v1::ResumeAssignmentRequest>& call);
  absl::StatusOr<v1::CompleteAssignmentResponse> CompleteAssignment(
      const rpc::Authorized<v1::CompleteAssignmentRequest>& call);
  absl::StatusOr<v1::CloseAssignmentResponse> CloseAssignment(const rpc::Authorized<v1::CloseAssignmentRequest>& call);

  // What a partner says or does (answer_methods.cc).
  absl::StatusOr<v1::AnswerAssignmentResponse> AnswerAssignment(
      const rpc::Authorized<v1::AnswerAssignmentRequest>& call);
  absl::StatusOr<v1::PauseAssignmentResponse> PauseAssignment(const rpc::Authorized<v1::PauseAssignmentRequest>& call);
  absl::StatusOr<v1::RecordCheckInResponse> RecordCheckIn(const rpc::Authorized<v1::RecordCheckInRequest>& call);
  absl::StatusOr<v1::SetStressThresholdResponse> SetStressThreshold(
      const rpc::Authorized<v1::SetStressThresholdRequest>& call);

  // Check-ins and what of them is shared (check_in_methods.cc).
  absl::StatusOr<v1::ListOwnCheckInsResponse> ListOwnCheckIns(const rpc::Authorized<v1::ListOwnCheckInsRequest>& call);
  absl::StatusOr<v1::ShareCheckInFieldResponse> ShareCheckInField(
      const rpc::Authorized<v1::ShareCheckInFieldRequest>& call);
  absl::StatusOr<v1::UnshareCheckInFieldResponse> UnshareCheckInField(
      const rpc::Authorized<v1::UnshareCheckInFieldRequest>& call);
  absl::StatusOr<v1::ListSharedCheckInsResponse> ListSharedCheckIns(
      const rpc::Authorized<v1::ListSharedCheckInsRequest>& call);

  // What rests because the caller declined it (answer_methods.cc).
  absl::StatusOr<v1::ReopenActivityResponse> ReopenActivity(const rpc::Authorized<v1::ReopenActivityRequest>& call);
  absl::StatusOr<v1::ListRestingActivitiesResponse> ListRestingActivities(
      const rpc::Authorized<v1::ListRestingActivitiesRequest>& call);

  // Reading (read_methods.cc).
  absl::StatusOr<v1::GetAssignmentResponse> GetAssignment(const rpc::Authorized<v1::GetAssignmentRequest>& call);
  absl::StatusOr<v1::ListAssignmentsResponse> ListAssignments(const rpc::Authorized<v1::ListAssignmentsRequest>& call);
  absl::StatusOr<v1::GetAssignmentsCursorResponse> GetAssignmentsCursor(
      const rpc::Authorized<v1::GetAssignmentsCursorRequest>& call);

  // The therapist's view (unit_methods.cc).
  absl::StatusOr<v1::GetUnitHomeworkResponse> GetUnitHomework(const rpc::Authorized<v1::GetUnitHomeworkRequest>& call);

 private:
  // A proposal with the words that go with it.
  struct Proposed {
    Proposal proposal;
    AssignmentTexts texts;
  };
  absl::StatusOr<Proposed> ProposalFrom(Work& work, const v1::Terms& terms) const;
  // What the terms name: an activity, directly or as a ladder's step.
  struct Named {
    Activity activity;
    std::optional<Ladder> ladder;
    absl::Duration own_length = absl::ZeroDuration();  // of a smaller part of a step
  };
  absl::StatusOr<Named> NamedBy(Work& work, const v1::Terms& terms) const;
  absl::Status TakeLengths(const v1::Terms& terms, const Named& named, Proposal& proposal) const;
  // The tier that the ladder's participants stand on.
  absl::StatusOr<int> Ground(Work& work, const Ladder& ladder) const;

  // Loads what consent depends on, lets `decide` change it, saves the difference, and gives the assignment of `id` as
  // the caller now sees it. RESOURCE_MISSING where the caller may not know of one of that id.
  using Decide = absl::FunctionRef<absl::StatusOr<UnitFacts>(const UnitFacts& before)>;
  absl::StatusOr<v1::Assignment> Change(Work& work, const AssignmentId& id, Decide decide,
                                        const std::map<AssignmentId, AssignmentTexts>& new_texts = {}) const;

  // All of the unit's assignments, as of when the caller's relation was checked or later.
  absl::StatusOr<std::shared_ptr<const Loaded>> Facts(const Scope& scope) const;
  // The same for a list, with the cursor from which a watch goes on.
  struct Listed {
    std::shared_ptr<const Loaded> loaded;
    std::string cursor;
  };
  absl::StatusOr<Listed> FactsToList(const Scope& scope) const;
  absl::StatusOr<std::string> ViewCursor(const Scope& scope, const Loaded& loaded, absl::Time now) const;

  const Parts parts_;
};

}  // namespace adagio::homework
