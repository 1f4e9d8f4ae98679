#include "services/server/installation.h"

#include <sys/stat.h>

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/directory/schema/migrations.h"
#include "services/feed/schema/migrations.h"
#include "services/homework/schema/migrations.h"
#include "services/intake/schema/migrations.h"
#include "services/notes/schema/migrations.h"
#include "services/platform/audit/checkpoint_key.h"
#include "services/platform/audit/schema/migrations.h"
#include "services/platform/events/schema/migrations.h"
#include "services/platform/foundation/status.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/keys/schema/migrations.h"
#include "services/platform/rpc/es256.h"
#include "services/platform/storage/migrations.h"
#include "services/platform/unit_of_work/schema/migrations.h"
#include "services/progress/schema/migrations.h"
#include "services/psychotherapy/schema/migrations.h"

namespace adagio::server {
namespace {

constexpr const char* kUsers[] = {"adagio_directory", "adagio_intake",        "adagio_homework", "adagio_progress",
                                  "adagio_notes",     "adagio_psychotherapy", "adagio_keyring",  "adagio_audit",
                                  "adagio_events",    "adagio_feed"};

std::vector<storage::Migration> AllMigrations() {
  std::vector<storage::Migration> all;
  for (const std::vector<storage::Migration>& room :
       {keys::Migrations(), unit_of_work::Migrations(), audit::Migrations(), events::Migrations(),
        directory::Migrations(), intake::Migrations(), homework::Migrations(), progress::Migrations(),
        notes::Migrations(), psychotherapy::Migrations(), feed::Migrations()}) {
    all.insert(all.end(), room.begin(), room.end());
  }
  return all;
}

absl::Status MakeFolder(const std::filesystem::path& folder) {
  std::error_code error;
  const bool made = std::filesystem::create_directories(folder, error);
  if (error) {
    return absl::FailedPreconditionError(
        absl::StrCat("cannot make the folder ", folder.string(), ": ", error.message()));
  }
  if (made) std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
  return absl::OkStatus();
}

absl::Status UnlessThere(absl::Status created) { return absl::IsAlreadyExists(created) ? absl::OkStatus() : created; }

// The keys of a new folder. A folder that has its database keeps the keys it has: making new ones for it would hide
// that the old ones are lost.
absl::Status MakeKeys(const Layout& layout) {
  if (std::filesystem::exists(layout.database())) return absl::OkStatus();
  RETURN_IF_ERROR(UnlessThere(keys::Keyring::CreateRootKey(layout.root_key())));
  RETURN_IF_ERROR(UnlessThere(rpc::Es256Key::CreateFile(layout.issuer_key()).status()));
  return UnlessThere(audit::CheckpointKey::Create(layout.audit_key()));
}

absl::Status CheckStory(const Layout& layout, bool story) {
  if (!std::filesystem::exists(layout.database())) return absl::OkStatus();
  if (std::filesystem::exists(layout.story()) == story) return absl::OkStatus();
  return absl::FailedPreconditionError(story ? "this data folder is no story's; --story-clock needs one of its own"
                                             : "this data folder is a story's; it can only be run with --story-clock");
}

}  // namespace

absl::StatusOr<std::unique_ptr<Installation>> Installation::Open(const Settings& settings) {
  const Layout layout(std::filesystem::absolute(settings.data));
  std::unique_ptr<Installation> installation(new Installation(layout));
  if (settings.join) {
    RETURN_IF_ERROR(installation->EndpointFor("adagio_keyring").status());
    RETURN_IF_ERROR(CheckStory(layout, settings.story));
    return installation;
  }
  RETURN_IF_ERROR(MakeFolder(layout.data));
  RETURN_IF_ERROR(MakeFolder(layout.root_key().parent_path()));
  RETURN_IF_ERROR(CheckStory(layout, settings.story));
  RETURN_IF_ERROR(MakeKeys(layout));
  ASSIGN_OR_RETURN(installation->database_,
                   storage::PrivateDatabase::Start({.directory = layout.database(),
                                                    .users = {std::begin(kUsers), std::end(kUsers)},
                                                    .settings = {"max-connections=600"}}));
  ASSIGN_OR_RETURN(const storage::Endpoint root, installation->EndpointFor("root"));
  ASSIGN_OR_RETURN(const std::unique_ptr<storage::Connection> admin, storage::Connection::Open(root));
  RETURN_IF_ERROR(storage::Migrate(*admin, AllMigrations()));
  return installation;
}

absl::StatusOr<storage::Endpoint> Installation::EndpointFor(const std::string& user) const {
  if (database_ != nullptr) return database_->EndpointFor(user);
  return storage::Join(layout_.database(), user);
}

}  // namespace adagio::server
