#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/platform/storage/credentials.h"

namespace adagio::storage {

// Where a private database keeps what, in its one folder.
struct Layout {
  explicit Layout(const std::filesystem::path& folder)
      : folder(folder),
        data(folder / "data"),
        socket(folder / "db.sock"),
        accounts(folder / "accounts.sql"),
        log(folder / "mariadbd.log"),
        scratch(folder / "scratch"),
        empty(folder / "empty") {}

  std::filesystem::path folder;
  std::filesystem::path data;
  std::filesystem::path socket;
  std::filesystem::path accounts;  // run by every start: gives each user the password kept
  std::filesystem::path log;
  std::filesystem::path scratch;
  std::filesystem::path empty;  // the only folder SQL may read files from
};

// The path of mariadbd on this machine. NOT_FOUND where it is not installed.
absl::StatusOr<std::string> FindServerProgram();

// The command line that serves `layout`. `settings` come last and win.
std::vector<std::string> ServingArguments(const std::string& program, const Layout& layout,
                                          const std::vector<std::string>& settings);

// Makes the data folder with its system tables where it is not there yet. A run that was cut short leaves nothing that
// would be taken for a data folder.
absl::Status EnsureDataFolder(const std::string& program, const Layout& layout);

// Writes the file that gives each user of `credentials` its password, "root" among them.
absl::Status WriteAccounts(const Layout& layout, const Credentials& credentials);

// Ends a mariadbd that still works on the data folder, left over by a process that has ended. The caller holds the
// folder's lock.
absl::Status ReapOrphan(const Layout& layout);

}  // namespace adagio::storage
