#pragma once

#include <cstdint>
#include <initializer_list>
#include <utility>
#include <variant>

#include "absl/strings/string_view.h"

namespace adagio {

// A value that may stand in a log line: a number, or a constant text of our own. Never content.
using LogValue = std::variant<int64_t, absl::string_view>;

// Writes one structured line (JSON) to stderr: time, `event` and the given fields. Safe from any thread.
// `event` and texts are constants, ids or status codes; clinical content has no way in but by breaking this rule.
void Log(absl::string_view event, std::initializer_list<std::pair<absl::string_view, LogValue>> fields = {});

}  // namespace adagio
