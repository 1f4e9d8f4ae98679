#include "services/directory/domain/practice.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "services/platform/foundation/status.h"

namespace adagio::directory {
namespace {

constexpr size_t kMostParts = 3;  // America/Argentina/Ushuaia

bool IsPart(absl::string_view part) {
  if (part.empty() || !absl::ascii_isalpha(part.front())) return false;
  return std::all_of(part.begin(), part.end(),
                     [](char c) { return absl::ascii_isalnum(c) || c == '_' || c == '-' || c == '+'; });
}

// Names that look like zones and stand for something of the machine, or for a second copy of the table.
bool IsOfMachine(absl::string_view first) {
  for (const absl::string_view name : {"localtime", "Fixed", "posix", "posixrules", "right", "Factory"}) {
    if (first == name) return true;
  }
  return false;
}

}  // namespace

absl::Status CheckZoneName(absl::string_view name) {
  const std::vector<absl::string_view> parts = absl::StrSplit(name, '/');
  if (parts.size() > kMostParts || IsOfMachine(parts.front()) || !std::all_of(parts.begin(), parts.end(), IsPart)) {
    return RefuseField("time_zone", "must be an IANA zone name");
  }
  return absl::OkStatus();
}

}  // namespace adagio::directory
