#pragma once

#include <filesystem>
#include <memory>

#include "absl/status/statusor.h"
#include "services/platform/audit/verification.h"
#include "services/platform/storage/private_database.h"

namespace adagio::test {

// Verifies the audit trail of a data folder that no server runs on.
absl::StatusOr<audit::Verified> VerifyFolder(const std::filesystem::path& data);

// The database of a data folder that no server runs on, while it is held.
absl::StatusOr<std::unique_ptr<storage::PrivateDatabase>> OpenDatabase(const std::filesystem::path& data);

}  // namespace adagio::test
