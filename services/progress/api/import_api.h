#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "adagio/progress/v1/import.pb.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/rpc/authorized.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"
#include "services/progress/api/catalogue.h"
#include "services/progress/domain/import.h"
#include "services/progress/store/administration_store.h"
#include "services/progress/store/alert_store.h"
#include "services/progress/store/import_store.h"
#include "services/progress/store/summary_store.h"

namespace adagio::progress {

// What each method of ImportService does. The rows of one message that are of one unit are one unit of work of that
// unit; then the import advances past the message, and its rejected rows are kept, in one of the practice. Whatever is
// cut short in between has the same effect when it is sent again: every request id and every administration's id
// follows from the import and the row. Safe from any thread.
class ImportApi {
 public:
  struct Parts {
    UnitOfWork& units;
    storage::Pool& reads;
    const AdministrationStore& administrations;
    const AlertStore& alerts;
    const SummaryStore& summaries;
    const ImportStore& imports;
    const Catalogue& catalogue;
    const keys::Keyring& keys;
  };

  explicit ImportApi(Parts parts) : parts_(parts) {}

  // One message.
  absl::StatusOr<v1::ImportAdministrationsResponse> ImportAdministrations(
      const rpc::Authorized<v1::ImportAdministrationsRequest>& call);
  absl::StatusOr<v1::GetImportResponse> GetImport(const rpc::Authorized<v1::GetImportRequest>& call);
  absl::StatusOr<v1::ListRejectedRowsResponse> ListRejectedRows(
      const rpc::Authorized<v1::ListRejectedRowsRequest>& call);

 private:
  // Takes `rows`, by their places in the message, into one unit, and says in `outcomes` what became of them.
  absl::Status TakeInto(const UnitId& unit, const rpc::Authorized<v1::ImportAdministrationsRequest>& call,
                        const std::vector<int>& rows, std::vector<RowOutcome>& outcomes);
  absl::StatusOr<v1::ImportAdministrationsResponse> AdvanceBy(
      const rpc::Authorized<v1::ImportAdministrationsRequest>& call, const std::vector<RowOutcome>& outcomes);
  // NOT_FOUND/RESOURCE_MISSING where nothing of such an import of the caller's has come.
  absl::StatusOr<ImportProgress> Begun(storage::Statements& from, const Scope& scope, const Uuid& import) const;

  const Parts parts_;
};

}  // namespace adagio::progress
