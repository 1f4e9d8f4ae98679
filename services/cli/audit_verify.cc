#include "services/cli/audit_verify.h"

#include <iostream>
#include <memory>

#include "absl/strings/str_cat.h"
#include "services/cli/data_folder.h"
#include "services/cli/options.h"
#include "services/platform/audit/checkpoint_key.h"
#include "services/platform/audit/verification.h"
#include "services/platform/foundation/status.h"
#include "services/platform/storage/connection.h"
#include "services/platform/storage/private_database.h"

namespace adagio::cli {
namespace {

constexpr absl::string_view kHelp =
    R"(Usage: adagio audit verify --data=DIR [--witness=DIR] [--verifier=KEY]

Reads every audit record of an embedded server and every signed checkpoint, and compares them. The server may run or not;
where it does not, its database is started for the time of the reading.

  --data=DIR      the server's data folder
  --witness=DIR   a copy of the witness folder from elsewhere (default: DIR/witness). What whoever controls this machine
                  has cut off shows only against such a copy
  --verifier=KEY  the public key to check the checkpoints with, as text (default: that of the key in the data folder)

Prints `verified N records, M checkpoints, unprotected tail K`: the last K records are too new to be covered by a
checkpoint. Fails and names the first break where a record was changed, removed, moved, added or dated back.

Example:
  adagio audit verify --data=/var/lib/adagio --witness=/mnt/witness
)";

// A database in a data folder: the one that runs there, or one that runs for as long as this lives.
struct OpenDatabase {
  std::unique_ptr<storage::PrivateDatabase> own;
  std::unique_ptr<storage::Connection> connection;
};

absl::StatusOr<OpenDatabase> OpenAsAuditor(const std::filesystem::path& folder) {
  const std::string user = "adagio_audit";
  std::error_code ignored;
  if (!std::filesystem::is_directory(folder, ignored)) {
    return absl::NotFoundError(absl::StrCat("no database in ", folder.string()));
  }
  OpenDatabase database;
  absl::StatusOr<storage::Endpoint> endpoint = storage::Join(folder, user);
  if (!endpoint.ok()) {
    ASSIGN_OR_RETURN(database.own, storage::PrivateDatabase::Start({folder, {user}, {}}));
    endpoint = database.own->EndpointFor(user);
  }
  RETURN_IF_ERROR(endpoint.status());
  ASSIGN_OR_RETURN(database.connection, storage::Connection::Open(*endpoint));
  return database;
}

absl::StatusOr<audit::NoteVerifier> VerifierIn(const Options& options, const DataFolder& folder) {
  if (const std::optional<std::string> text = options.Find("verifier")) return audit::NoteVerifier::Parse(*text);
  ASSIGN_OR_RETURN(const audit::CheckpointKey key, audit::CheckpointKey::Open(folder.audit_key));
  return key.verifier();
}

int Run(const Args& args) { return Finish(kAuditVerify.name, VerifyAudit(args, std::cout)); }

}  // namespace

constinit const Command kAuditVerify = {"audit verify", "whether the audit trail is whole and unchanged", kHelp, Run};

absl::Status VerifyAudit(const Args& args, std::ostream& out) {
  ASSIGN_OR_RETURN(const Options options, Options::Parse(args, {{"data", "witness", "verifier"}, {}}));
  RETURN_IF_ERROR(options.ExpectNoWords());
  ASSIGN_OR_RETURN(const DataFolder folder, DataFolderIn(options));
  ASSIGN_OR_RETURN(const audit::NoteVerifier verifier, VerifierIn(options, folder));
  ASSIGN_OR_RETURN(const OpenDatabase database, OpenAsAuditor(folder.database));
  const std::string witness = options.Find("witness").value_or(folder.witness.string());
  ASSIGN_OR_RETURN(const audit::Verified verified, audit::Verify(*database.connection, witness, verifier));
  out << audit::ToString(verified) << "\n" << std::flush;
  return absl::OkStatus();
}

}  // namespace adagio::cli
