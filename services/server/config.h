#pragma once

#include <filesystem>

#include "absl/status/status.h"
#include "services/server/settings.h"

namespace adagio::server {

// Puts what the textproto `file` says (config.proto) into `settings`. INVALID_ARGUMENT, in one line that names the file
// and where it can the line, for what is unknown, incomplete or contradicts itself. The files it names are not opened.
absl::Status ReadConfig(const std::filesystem::path& file, Settings& settings);

}  // namespace adagio::server
