#pragma once

#include <string>

#include "services/platform/foundation/ids.h"
#include "services/platform/foundation/sensitive.h"

namespace adagio::directory {

// A system of the practice's own, such as its EHR. Related to the practice, never to a unit.
struct Integration {
  IntegrationId id;
  Sensitive<std::string> display_name;
};

}  // namespace adagio::directory
