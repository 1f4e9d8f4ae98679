#pragma once

#include "absl/status/statusor.h"
#include "adagio/progress/v1/escalation.pb.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/rpc/authorized.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"
#include "services/progress/store/alert_store.h"
#include "services/progress/store/escalations.h"

namespace adagio::progress {

// What each method of EscalationService does. The door lets any clinician of the practice in; that an alert waits for
// the caller is asked here, before anything of it is read. Safe from any thread.
class EscalationApi {
 public:
  struct Parts {
    UnitOfWork& units;
    storage::Pool& reads;
    const AlertStore& alerts;
    const EscalationStore& store;
    Escalations& escalations;
    const keys::Keyring& keys;
  };

  explicit EscalationApi(Parts parts) : parts_(parts) {}

  absl::StatusOr<v1::ListEscalatedAlertsResponse> ListEscalatedAlerts(
      const rpc::Authorized<v1::ListEscalatedAlertsRequest>& call);
  absl::StatusOr<v1::GetEscalatedAlertResponse> GetEscalatedAlert(
      const rpc::Authorized<v1::GetEscalatedAlertRequest>& call);
  absl::StatusOr<v1::AcknowledgeEscalatedAlertResponse> AcknowledgeEscalatedAlert(
      const rpc::Authorized<v1::AcknowledgeEscalatedAlertRequest>& call);
  absl::StatusOr<v1::TriageEscalatedAlertResponse> TriageEscalatedAlert(
      const rpc::Authorized<v1::TriageEscalatedAlertRequest>& call);

 private:
  // The alert, where it waits for the caller. NOT_FOUND/RESOURCE_MISSING for every other.
  absl::StatusOr<Alert> Find(storage::Statements& from, const Scope& scope, const AlertId& id) const;

  const Parts parts_;
};

}  // namespace adagio::progress
