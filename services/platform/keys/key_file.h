#pragma once

#include <filesystem>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/platform/keys/secret.h"

namespace adagio::keys {

// Writes `secret` to a new file that only this user can read (0400). A crash leaves the whole file or none.
// ALREADY_EXISTS where there is one; FAILED_PRECONDITION when it cannot be written.
absl::Status CreateKeyFile(const std::filesystem::path& file, const Secret& secret);

// Reads the 32 bytes of a key file. FAILED_PRECONDITION when it is missing, of another length, not a plain file, of
// another owner, or open to group or others.
absl::StatusOr<Secret> ReadKeyFile(const std::filesystem::path& file);

}  // namespace adagio::keys
