#include "services/platform/foundation/log.h"

#include <unistd.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace adagio {
namespace {

void AppendText(std::string& line, absl::string_view text) {
  line += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20) {
      line += '?';
    } else {
      line += c;
    }
  }
  line += '"';
}

absl::string_view NameOf(LogLevel level) {
  if (level == LogLevel::kError) return "error";
  return level == LogLevel::kWarning ? "warning" : "info";
}

// Never destroyed: threads may log until the process is gone.
std::string& Service() {
  static auto* service = new std::string("adagio");
  return *service;
}

}  // namespace

void NameLogs(absl::string_view service) { Service() = std::string(service); }

void Log(LogLevel level, absl::string_view event, LogFields fields) {
  std::string line =
      absl::StrCat("{\"time\":\"", absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ", absl::Now(), absl::UTCTimeZone()),
                   "\",\"level\":\"", NameOf(level), "\",\"service\":");
  AppendText(line, Service());
  line += ",\"event\":";
  AppendText(line, event);
  for (const auto& [key, value] : fields) {
    line += ',';
    AppendText(line, key);
    line += ':';
    if (const auto* number = std::get_if<int64_t>(&value)) {
      absl::StrAppend(&line, *number);
    } else {
      AppendText(line, std::get<absl::string_view>(value));
    }
  }
  line += "}\n";
  // One write, so that lines of several threads do not mix. A log that cannot be written stops nothing.
  [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace adagio
