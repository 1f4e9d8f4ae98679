#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "adagio/progress/v1/progress.pb.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/rpc/authorized.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"
#include "services/progress/domain/instrument.h"
#include "services/progress/store/administration_store.h"
#include "services/progress/store/alert_store.h"
#include "services/progress/store/norms.h"
#include "services/progress/store/summary_store.h"

namespace adagio::progress {

// What each method of ProgressService does. Safe from any thread.
class ProgressApi {
 public:
  struct Parts {
    UnitOfWork& units;
    storage::Pool& reads;
    const AdministrationStore& administrations;
    const AlertStore& alerts;
    const SummaryStore& summaries;
    const Instruments& instruments;
    Norms& norms;
    const keys::Keyring& keys;
  };

  explicit ProgressApi(Parts parts) : parts_(parts) {}

  absl::StatusOr<v1::ListInstrumentsResponse> ListInstruments(const rpc::Authorized<v1::ListInstrumentsRequest>& call);
  absl::StatusOr<v1::SetReferenceFiguresResponse> SetReferenceFigures(
      const rpc::Authorized<v1::SetReferenceFiguresRequest>& call);
  absl::StatusOr<v1::StartAdministrationResponse> StartAdministration(
      const rpc::Authorized<v1::StartAdministrationRequest>& call);
  absl::StatusOr<v1::SaveItemResponse> SaveItem(const rpc::Authorized<v1::SaveItemRequest>& call);
  absl::StatusOr<v1::SubmitAdministrationResponse> SubmitAdministration(
      const rpc::Authorized<v1::SubmitAdministrationRequest>& call);
  absl::StatusOr<v1::CorrectAdministrationResponse> CorrectAdministration(
      const rpc::Authorized<v1::CorrectAdministrationRequest>& call);
  absl::StatusOr<v1::GetAdministrationResponse> GetAdministration(
      const rpc::Authorized<v1::GetAdministrationRequest>& call);
  absl::StatusOr<v1::ListAdministrationsResponse> ListAdministrations(
      const rpc::Authorized<v1::ListAdministrationsRequest>& call);
  absl::StatusOr<v1::GetTrajectoryResponse> GetTrajectory(const rpc::Authorized<v1::GetTrajectoryRequest>& call);
  absl::StatusOr<v1::ListAlertsResponse> ListAlerts(const rpc::Authorized<v1::ListAlertsRequest>& call);
  absl::StatusOr<v1::AcknowledgeAlertResponse> AcknowledgeAlert(
      const rpc::Authorized<v1::AcknowledgeAlertRequest>& call);
  absl::StatusOr<v1::TriageAlertResponse> TriageAlert(const rpc::Authorized<v1::TriageAlertRequest>& call);

 private:
  // An administration that the caller may know of, with all of the same partner and instrument.
  struct Found {
    std::vector<Administration> all;
    Administration administration;
    const Instrument* instrument = nullptr;
  };

  // NOT_FOUND/RESOURCE_MISSING where there is none, or none that the caller may know of: the same answer.
  absl::StatusOr<Found> FindKnown(storage::Statements& from, const Scope& scope, const std::string& name) const;
  // FindKnown, of a partner about whom something may be written.
  absl::StatusOr<Found> FindWritable(Work& work, const std::string& name) const;
  // INVALID_ARGUMENT where the installation has no such instrument.
  absl::StatusOr<const Instrument*> InstrumentFor(const std::string& key) const;
  // Alerts the clinicians and holds the partner's joint homework, in this transaction.
  absl::Status RaiseAlert(Work& work, const Administration& administration, const SafetyAnswer& answer) const;
  // Leaves the partner's summary as `all` make it, and on the worklist when the next is due.
  absl::Status Summarise(Work& work, const Instrument& instrument, const std::vector<Administration>& all) const;

  const Parts parts_;
};

}  // namespace adagio::progress
