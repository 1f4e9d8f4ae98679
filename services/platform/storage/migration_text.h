#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace adagio::storage {

// The statements of a migration's text, in order, without their semicolons. A statement ends with a semicolon at the
// end of a line; lines that are comments ("--") are left out.
std::vector<std::string> StatementsOf(absl::string_view sql);

}  // namespace adagio::storage
