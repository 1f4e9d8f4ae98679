#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/platform/storage/connection.h"

namespace adagio::storage {

// A MariaDB of our own in one folder: initialised on first use, listening on a Unix socket only (no TCP), supervised,
// and stopped cleanly with the object. It dies with this process. After kill -9 of either it starts again without loss.
class PrivateDatabase {
 public:
  struct Options {
    std::filesystem::path directory;    // created 0700 where absent; held by a lock file while in use
    std::vector<std::string> users;     // the services' users; made with random passwords kept in the folder
    std::vector<std::string> settings;  // further ones of mariadbd, such as "innodb-buffer-pool-size=1G"
  };

  // FAILED_PRECONDITION when another process holds the folder, with its process id in the message. INVALID_ARGUMENT
  // when the folder's path is too long for a socket in it, or a user's name is not of a-z, 0-9 and '_'.
  static absl::StatusOr<std::unique_ptr<PrivateDatabase>> Start(Options options);
  virtual ~PrivateDatabase() = default;

  // As whom to connect: one of Options::users, or "root" for migrations.
  virtual absl::StatusOr<Endpoint> EndpointFor(const std::string& user) const = 0;
  // The process id of the running mariadbd; changes when it had to be started again, and is 0 meanwhile.
  virtual int pid() const = 0;
};

// How another process on this machine reaches a PrivateDatabase that runs in `directory`, without supervising it.
// UNAVAILABLE when none runs there.
absl::StatusOr<Endpoint> Join(const std::filesystem::path& directory, const std::string& user);

}  // namespace adagio::storage
