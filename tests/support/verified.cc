#include "tests/support/verified.h"

#include "services/platform/audit/checkpoint_key.h"
#include "services/platform/foundation/status.h"
#include "services/platform/storage/connection.h"

namespace adagio::test {

absl::StatusOr<std::unique_ptr<storage::PrivateDatabase>> OpenDatabase(const std::filesystem::path& data) {
  return storage::PrivateDatabase::Start({data / "db", {"adagio_audit"}, {}});
}

absl::StatusOr<audit::Verified> VerifyFolder(const std::filesystem::path& data) {
  ASSIGN_OR_RETURN(const audit::CheckpointKey key, audit::CheckpointKey::Open(data / "keys" / "audit.key"));
  ASSIGN_OR_RETURN(const std::unique_ptr<storage::PrivateDatabase> database, OpenDatabase(data));
  ASSIGN_OR_RETURN(const storage::Endpoint endpoint, database->EndpointFor("adagio_audit"));
  ASSIGN_OR_RETURN(const std::unique_ptr<storage::Connection> connection, storage::Connection::Open(endpoint));
  return audit::Verify(*connection, data / "witness", key.verifier());
}

}  // namespace adagio::test
