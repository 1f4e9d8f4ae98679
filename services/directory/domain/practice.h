#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/platform/foundation/ids.h"

namespace adagio::directory {

// A practice.
struct Practice {
  PracticeId id;
  std::string display_name;
  std::string time_zone;  // IANA name
};

// Whether `name` has the form of an IANA zone name, such as "Europe/Berlin" or "UTC": no path, no machine's own zone
// and no fixed offset can pass. INVALID_ARGUMENT otherwise. Whether the zone exists is for the caller to ask.
absl::Status CheckZoneName(absl::string_view name);

}  // namespace adagio::directory
