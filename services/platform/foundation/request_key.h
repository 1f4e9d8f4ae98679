#pragma once

#include <string>

#include "services/platform/foundation/ids.h"

namespace adagio {

// What makes a retried mutation the same one: the caller's request id, and the request's bytes, so that another body
// under the same id is noticed.
struct RequestKey {
  Uuid id;
  std::string body;
};

}  // namespace adagio
