#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace adagio {

// The form in which lists of texts are kept inside a sealed column: each text behind its length.
std::string Pack(const std::vector<std::string>& texts);
// INTERNAL/BUG for anything Pack did not make.
absl::StatusOr<std::vector<std::string>> Unpack(absl::string_view packed);

}  // namespace adagio
