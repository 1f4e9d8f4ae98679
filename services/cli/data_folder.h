#pragma once

#include <filesystem>

#include "absl/status/statusor.h"
#include "services/cli/options.h"

namespace adagio::cli {

// Where an embedded server keeps its things.
struct DataFolder {
  std::filesystem::path database;    // of the private MariaDB
  std::filesystem::path witness;     // signed checkpoints of the audit trail
  std::filesystem::path issuer_key;  // signs bearer tokens
  std::filesystem::path audit_key;   // signs checkpoints
};

// The folder of --data. INVALID_ARGUMENT where the option is missing, NOT_FOUND where there is no such folder.
absl::StatusOr<DataFolder> DataFolderIn(const Options& options);

}  // namespace adagio::cli
