#pragma once

#include <cstdint>
#include <initializer_list>
#include <utility>
#include <variant>

#include "absl/strings/string_view.h"

namespace adagio {

// A value that may stand in a log line: a number, or a constant text of our own. Never content.
using LogValue = std::variant<int64_t, absl::string_view>;
using LogFields = std::initializer_list<std::pair<absl::string_view, LogValue>>;

// kInfo: what went as it should. kWarning: something was lost or is late, and goes on by itself. kError: a fault of
// ours, for somebody to look at.
enum class LogLevel { kInfo, kWarning, kError };

// Writes one structured line (JSON) to stderr: time, level, service, `event` and the given fields. Safe from any
// thread. `event` and texts are constants, ids or status codes; clinical content has no way in but by breaking this
// rule.
void Log(LogLevel level, absl::string_view event, LogFields fields = {});
inline void Log(absl::string_view event, LogFields fields = {}) { Log(LogLevel::kInfo, event, fields); }

// Says in every line from now on which service of several this process is. Once, before any other thread runs.
void NameLogs(absl::string_view service);

}  // namespace adagio
