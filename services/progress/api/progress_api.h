#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "adagio/progress/v1/progress.pb.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/rpc/authorized.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"
#include "services/progress/api/catalogue.h"
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
    const Catalogue& catalogue;
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
  absl::StatusOr<v1::RecordAdministrationResponse> RecordAdministration(
      const rpc::Authorized<v1::RecordAdministrationRequest>& call);
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
    Instrument instrument;  // in the version it was begun with; of FindWritable
  };

  // NOT_FOUND/RESOURCE_MISSING where there is none, or none that the caller may know of: the same answer.
  absl::StatusOr<Found> FindKnown(storage::Statements& from, const Scope& scope, const std::string& name) const;
  // FindKnown, of a partner about whom something may be written.
  absl::StatusOr<Found> FindWritable(Work& work, const std::string& name) const;
  // Absent where the unit never had them, and where the caller may not know of them.
  absl::StatusOr<std::optional<Standing>> StandingOf(Work& work, const PartnerId& partner) const;
  // Whether something may be begun, or written, about the partner, as CheckBegins and CheckWritable say.
  absl::Status MayBegin(Work& work, const PartnerId& partner) const;
  absl::Status MayWrite(Work& work, const PartnerId& partner) const;
  // That version, or the latest where it is 0. INVALID_ARGUMENT where the practice has none such.
  absl::StatusOr<Instrument> VersionFor(Work& work, const std::string& key, int version) const;
  // An administration with the answers of the request, kept and not submitted.
  absl::StatusOr<Administration> OpenWith(Work& work, const v1::RecordAdministrationRequest& request,
                                          const PartnerId& partner, const Instrument& instrument) const;
  // Scores and submits it among `all` of its partner and instrument, where it becomes the latest. Returns what the one
  // who answered is told at once; empty where nothing is.
  absl::StatusOr<absl::string_view> Submit(Work& work, const Instrument& instrument, Administration& administration,
                                           std::vector<Administration>& all) const;

  const Parts parts_;
};

}  // namespace adagio::progress
