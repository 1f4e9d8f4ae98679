#pragma once

#include "absl/status/statusor.h"
#include "adagio/audit/v1/audit.pb.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/rpc/authorized.h"
#include "services/platform/storage/pool.h"

namespace adagio::audit {

// What AuditService does: pages of a unit's access records, of which a partner sees their own acts alone.
class AuditApi {
 public:
  // `reads` connects as adagio_audit.
  AuditApi(storage::Pool& reads, const keys::Keyring& keys) : reads_(reads), keys_(keys) {}

  absl::StatusOr<v1::ListAccessesResponse> ListAccesses(const rpc::Authorized<v1::ListAccessesRequest>& call);

 private:
  storage::Pool& reads_;
  const keys::Keyring& keys_;
};

}  // namespace adagio::audit
