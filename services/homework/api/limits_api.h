#pragma once

#include "absl/status/statusor.h"
#include "adagio/homework/v1/limits.pb.h"
#include "services/homework/store/homework_store.h"
#include "services/platform/rpc/authorized.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::homework {

// What each method of LimitsService does. The contract says what each promises. Safe from any thread.
class LimitsApi {
 public:
  struct Parts {
    UnitOfWork& units;
    storage::Pool& reads;
    const HomeworkStore& store;
  };

  explicit LimitsApi(Parts parts) : parts_(parts) {}

  absl::StatusOr<v1::SetAsideTodayResponse> SetAsideToday(const rpc::Authorized<v1::SetAsideTodayRequest>& call);
  absl::StatusOr<v1::SetContraindicationsResponse> SetContraindications(
      const rpc::Authorized<v1::SetContraindicationsRequest>& call);
  absl::StatusOr<v1::GetContraindicationsResponse> GetContraindications(
      const rpc::Authorized<v1::GetContraindicationsRequest>& call);

 private:
  const Parts parts_;
};

}  // namespace adagio::homework
