#pragma once

#include "absl/status/statusor.h"
#include "adagio/directory/v1/backups.pb.h"
#include "services/directory/store/backup_store.h"
#include "services/directory/store/practice_store.h"
#include "services/platform/rpc/authorized.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::directory {

// What each method of BackupService does. Safe from any thread.
class BackupApi {
 public:
  struct Parts {
    UnitOfWork& units;
    const BackupStore& store;
    const PracticeStore& practices;
  };

  explicit BackupApi(Parts parts) : parts_(parts) {}

  absl::StatusOr<v1::SetAlertBackupsResponse> SetAlertBackups(const rpc::Authorized<v1::SetAlertBackupsRequest>& call);
  absl::StatusOr<v1::GetAlertBackupsResponse> GetAlertBackups(const rpc::Authorized<v1::GetAlertBackupsRequest>& call);

 private:
  const Parts parts_;
};

}  // namespace adagio::directory
