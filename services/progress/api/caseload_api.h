#pragma once

#include "absl/status/statusor.h"
#include "adagio/progress/v1/caseload.pb.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/rpc/authorized.h"
#include "services/platform/storage/pool.h"
#include "services/progress/api/caseload_snapshot.h"
#include "services/progress/api/catalogue.h"
#include "services/progress/store/caseload_store.h"
#include "services/progress/store/norms.h"

namespace adagio::progress {

// What the method of CaseloadService does. Safe from any thread.
class CaseloadApi {
 public:
  struct Parts {
    storage::Pool& reads;
    const CaseloadStore& store;
    CaseloadSnapshots& snapshots;
    const Catalogue& catalogue;
    Norms& norms;
    const keys::Keyring& keys;
    const Clock& clock;
  };

  explicit CaseloadApi(Parts parts) : parts_(parts) {}

  absl::StatusOr<v1::GetCaseloadResponse> GetCaseload(const rpc::Authorized<v1::GetCaseloadRequest>& call);

 private:
  // What a report reaches over.
  struct Period {
    absl::Time start;
    absl::Time now;
  };

  // INVALID_ARGUMENT for one in the future, or chosen by another than a therapist.
  static absl::StatusOr<Period> PeriodOf(const v1::GetCaseloadRequest& request, CaseloadView view, absl::Time now);
  // The caseload, each change judged by the figures that count now.
  absl::StatusOr<CaseloadFacts> Load(const Scope& scope, CaseloadView view, const Period& period) const;
  absl::StatusOr<v1::GetCaseloadResponse> Counts(const Scope& scope, const Period& period);
  absl::Status AddWorklist(const rpc::Authorized<v1::GetCaseloadRequest>& call, const std::vector<WorkItem>& worklist,
                           v1::GetCaseloadResponse& response) const;

  const Parts parts_;
};

}  // namespace adagio::progress
