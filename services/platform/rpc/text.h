#pragma once

#include <cstddef>
#include <optional>

#include "absl/strings/string_view.h"

namespace adagio::rpc {

// The number of code points of a UTF-8 text; nothing where `text` is no valid UTF-8 (surrogates and overlong forms
// included) or holds a NUL.
std::optional<size_t> CountCodePoints(absl::string_view text);

}  // namespace adagio::rpc
