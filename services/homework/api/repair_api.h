#pragma once

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "adagio/homework/v1/repair.pb.h"
#include "services/homework/store/homework_store.h"
#include "services/platform/rpc/authorized.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::homework {

// What each method of RepairService does. The contract says what each promises. Safe from any thread.
class RepairApi {
 public:
  struct Parts {
    UnitOfWork& units;
    storage::Pool& reads;
    const HomeworkStore& store;
    const keys::Keyring& keys;  // for page tokens
  };

  explicit RepairApi(Parts parts) : parts_(parts) {}

  absl::StatusOr<v1::OpenRepairResponse> OpenRepair(const rpc::Authorized<v1::OpenRepairRequest>& call);
  absl::StatusOr<v1::AgreeToReleaseResponse> AgreeToRelease(const rpc::Authorized<v1::AgreeToReleaseRequest>& call);
  absl::StatusOr<v1::RetractReleaseResponse> RetractRelease(const rpc::Authorized<v1::RetractReleaseRequest>& call);
  absl::StatusOr<v1::ReleaseRepairResponse> ReleaseRepair(const rpc::Authorized<v1::ReleaseRepairRequest>& call);
  absl::StatusOr<v1::RecordSafetyReviewResponse> RecordSafetyReview(
      const rpc::Authorized<v1::RecordSafetyReviewRequest>& call);
  absl::StatusOr<v1::OwnRepairResponse> OwnRepair(const rpc::Authorized<v1::OwnRepairRequest>& call);
  absl::StatusOr<v1::AcknowledgeApologyResponse> AcknowledgeApology(
      const rpc::Authorized<v1::AcknowledgeApologyRequest>& call);
  absl::StatusOr<v1::CloseRepairResponse> CloseRepair(const rpc::Authorized<v1::CloseRepairRequest>& call);
  absl::StatusOr<v1::GetRepairResponse> GetRepair(const rpc::Authorized<v1::GetRepairRequest>& call);
  absl::StatusOr<v1::ListRepairsResponse> ListRepairs(const rpc::Authorized<v1::ListRepairsRequest>& call);

 private:
  // RESOURCE_MISSING where there is none that the caller may know of.
  absl::StatusOr<RepairRecord> Find(storage::Statements& tx, const Scope& scope, const std::string& name) const;

  // Loads the call's repair, lets `decide` change its record, saves it, and gives it as the caller then sees it.
  template <typename Response, typename Call>
  absl::StatusOr<Response> Change(const Call& call,
                                  absl::FunctionRef<absl::StatusOr<RepairRecord>(Work&, RepairRecord)> decide);

  const Parts parts_;
};

}  // namespace adagio::homework
