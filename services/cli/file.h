#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace adagio::cli {

// All bytes of a file. NOT_FOUND, or UNAVAILABLE where it cannot be read; the message holds the path.
absl::StatusOr<std::string> ReadFile(const std::string& path);
// Replaces what the file holds. UNAVAILABLE where it cannot be written; the message holds the path.
absl::Status WriteFile(const std::string& path, absl::string_view bytes);

}  // namespace adagio::cli
