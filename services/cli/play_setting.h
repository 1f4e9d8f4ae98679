#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "services/cli/options.h"
#include "services/cli/story/credentials.h"
#include "services/cli/story/server.h"

namespace adagio::cli {

// Where a story is played: a server, and the key its actors' tokens are signed with.
struct Setting {
  std::unique_ptr<story::Server> server;
  std::unique_ptr<story::Credentials> credentials;
};

// The folder --data names, else ADAGIO_DATA. INVALID_ARGUMENT where neither names one.
absl::StatusOr<std::string> DataIn(const Options& options);

// From --data (else ADAGIO_DATA), the server's data folder with its key and its address, and --server, which says
// another address, or those of several servers that share the services, with commas. INVALID_ARGUMENT where neither
// names the folder; FAILED_PRECONDITION where the folder is not a server's.
absl::StatusOr<Setting> SettingIn(const Options& options);

}  // namespace adagio::cli
