#pragma once

#include "absl/status/statusor.h"
#include "adagio/progress/v1/definition.pb.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/rpc/authorized.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"
#include "services/progress/api/catalogue.h"
#include "services/progress/store/threshold_store.h"

namespace adagio::progress {

// What each method of InstrumentService does. Safe from any thread.
class InstrumentApi {
 public:
  struct Parts {
    UnitOfWork& units;
    storage::Pool& reads;
    const Catalogue& catalogue;
    const ThresholdStore& thresholds;
    const keys::Keyring& keys;
  };

  explicit InstrumentApi(Parts parts) : parts_(parts) {}

  absl::StatusOr<v1::DefineInstrumentResponse> DefineInstrument(
      const rpc::Authorized<v1::DefineInstrumentRequest>& call);
  absl::StatusOr<v1::GetInstrumentResponse> GetInstrument(const rpc::Authorized<v1::GetInstrumentRequest>& call);
  absl::StatusOr<v1::SetTriggerThresholdResponse> SetTriggerThreshold(
      const rpc::Authorized<v1::SetTriggerThresholdRequest>& call);
  absl::StatusOr<v1::ListThresholdChangesResponse> ListThresholdChanges(
      const rpc::Authorized<v1::ListThresholdChangesRequest>& call);

 private:
  const Parts parts_;
};

}  // namespace adagio::progress
