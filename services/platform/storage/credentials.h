#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace adagio::storage {

// The passwords of a private database, by user. They are kept in one file that only its owner can read.
using Credentials = std::map<std::string, std::string>;

// The credentials kept in `folder`; NOT_FOUND where it keeps none.
absl::StatusOr<Credentials> ReadCredentials(const std::filesystem::path& folder);

// The credentials kept in `folder`, after a random password was added for each of `users` without one.
absl::StatusOr<Credentials> EnsureCredentials(const std::filesystem::path& folder,
                                              const std::vector<std::string>& users);

// Puts `text` into the file at `path`, readable by its owner alone, at once and durably.
absl::Status WritePrivately(const std::filesystem::path& path, const std::string& text);

}  // namespace adagio::storage
