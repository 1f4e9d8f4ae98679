#include "services/platform/storage/private_database.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/status.h"
#include "services/platform/storage/credentials.h"
#include "services/platform/storage/folder_lock.h"
#include "services/platform/storage/server_program.h"
#include "services/platform/storage/supervised_server.h"

namespace adagio::storage {
namespace {

namespace fs = std::filesystem;

// The longest path a Unix socket's address holds, without its final NUL.
constexpr size_t kLongestSocketPath = sizeof(sockaddr_un::sun_path) - 1;

absl::Status CheckSocketPath(const Layout& layout) {
  const size_t length = layout.socket.native().size();
  if (length <= kLongestSocketPath) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("the database's socket ", layout.socket.string(), " has a path of ",
                                                 length, " bytes; the system allows ", kLongestSocketPath,
                                                 ": choose a shorter folder"));
}

absl::Status MakeFolder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!error) fs::permissions(folder, fs::perms::owner_all, error);
  if (!error) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat("cannot use ", folder.string(), ": ", error.message()));
}

absl::Status MakeEmpty(const fs::path& folder) {
  std::error_code error;
  fs::remove_all(folder, error);
  return MakeFolder(folder);
}

// Keeps what the last run printed beside what this one prints.
void TurnLogOver(const Layout& layout) {
  std::error_code absent;
  fs::rename(layout.log, layout.log.string() + ".1", absent);
}

absl::StatusOr<Endpoint> EndpointOf(const Layout& layout, const Credentials& credentials, const std::string& user) {
  const auto found = credentials.find(user);
  if (found == credentials.end()) return absl::NotFoundError(absl::StrCat("there is no database user ", user));
  return Endpoint{layout.socket.string(), user, found->second};
}

bool Answers(const fs::path& socket_path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, socket_path.c_str(), socket_path.native().size());
  const int file = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (file < 0) return false;
  const bool connected = connect(file, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
  close(file);
  return connected;
}

class SupervisedDatabase final : public PrivateDatabase {
 public:
  SupervisedDatabase(std::unique_ptr<FolderLock> lock, Layout layout, Credentials credentials,
                     std::unique_ptr<SupervisedServer> server)
      : lock_(std::move(lock)),
        layout_(std::move(layout)),
        credentials_(std::move(credentials)),
        server_(std::move(server)) {}

  absl::StatusOr<Endpoint> EndpointFor(const std::string& user) const override {
    return EndpointOf(layout_, credentials_, user);
  }
  int pid() const override { return server_->pid(); }

 private:
  const std::unique_ptr<FolderLock> lock_;
  const Layout layout_;
  const Credentials credentials_;
  const std::unique_ptr<SupervisedServer> server_;  // ends before the lock is let go
};

}  // namespace

absl::StatusOr<std::unique_ptr<PrivateDatabase>> PrivateDatabase::Start(Options options) {
  std::error_code error;
  const Layout layout(fs::absolute(options.directory, error).lexically_normal());
  RETURN_IF_ERROR(CheckSocketPath(layout));
  ASSIGN_OR_RETURN(const std::string program, FindServerProgram());
  RETURN_IF_ERROR(MakeFolder(layout.folder));
  ASSIGN_OR_RETURN(std::unique_ptr<FolderLock> lock, FolderLock::Take(layout.folder));
  RETURN_IF_ERROR(ReapOrphan(layout));
  RETURN_IF_ERROR(MakeEmpty(layout.scratch));
  RETURN_IF_ERROR(MakeEmpty(layout.empty));
  TurnLogOver(layout);

  std::vector<std::string> users = std::move(options.users);
  users.push_back("root");
  ASSIGN_OR_RETURN(Credentials credentials, EnsureCredentials(layout.folder, users));
  RETURN_IF_ERROR(EnsureDataFolder(program, layout));
  RETURN_IF_ERROR(WriteAccounts(layout, credentials));
  ASSIGN_OR_RETURN(const Endpoint root, EndpointOf(layout, credentials, "root"));
  ASSIGN_OR_RETURN(std::unique_ptr<SupervisedServer> server,
                   SupervisedServer::Start({ServingArguments(program, layout, options.settings), layout.log, root}));
  return std::make_unique<SupervisedDatabase>(std::move(lock), layout, std::move(credentials), std::move(server));
}

absl::StatusOr<Endpoint> Join(const fs::path& directory, const std::string& user) {
  std::error_code error;
  const Layout layout(fs::absolute(directory, error).lexically_normal());
  RETURN_IF_ERROR(CheckSocketPath(layout));
  const absl::StatusOr<Credentials> credentials = ReadCredentials(layout.folder);
  if (!credentials.ok() || !Answers(layout.socket)) {
    return absl::UnavailableError(absl::StrCat("no database runs in ", layout.folder.string()));
  }
  return EndpointOf(layout, *credentials, user);
}

}  // namespace adagio::storage
