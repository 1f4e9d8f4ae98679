#pragma once

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "adagio/homework/v1/coaching.pb.h"
#include "services/homework/store/homework_store.h"
#include "services/platform/rpc/authorized.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::homework {

// What each method of CoachingService does. The contract says what each promises. Safe from any thread.
class CoachingApi {
 public:
  struct Parts {
    UnitOfWork& units;
    storage::Pool& reads;
    const HomeworkStore& store;
    const keys::Keyring& keys;  // for page tokens
  };

  explicit CoachingApi(Parts parts) : parts_(parts) {}

  absl::StatusOr<v1::NoteMilestoneResponse> NoteMilestone(const rpc::Authorized<v1::NoteMilestoneRequest>& call);
  absl::StatusOr<v1::ReachMilestoneResponse> ReachMilestone(const rpc::Authorized<v1::ReachMilestoneRequest>& call);
  absl::StatusOr<v1::LetMilestoneGoResponse> LetMilestoneGo(const rpc::Authorized<v1::LetMilestoneGoRequest>& call);
  absl::StatusOr<v1::ListMilestonesResponse> ListMilestones(const rpc::Authorized<v1::ListMilestonesRequest>& call);

 private:
  // Loads the milestone of that name, lets `decide` change it and saves it.
  absl::StatusOr<Milestone> Change(Work& work, const std::string& name,
                                   absl::FunctionRef<absl::StatusOr<Milestone>(Milestone)> decide) const;

  const Parts parts_;
};

}  // namespace adagio::homework
