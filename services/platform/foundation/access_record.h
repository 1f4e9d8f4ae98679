#pragma once

#include <string>

#include "absl/time/time.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/foundation/status.h"

namespace adagio {

// How a call ended, for the audit.
enum class Outcome { kAllowed, kReplayed, kDenied, kRefused };

// Who reached for what, why, and how it ended. Holds ids and constants only, never content.
struct AccessRecord {
  absl::Time at;
  PracticeId practice;  // nil where the call named none that could be read
  UnitId unit;          // nil where the call named none
  Principal principal;  // kNobody where no account was recognised
  std::string method;
  std::string purpose;
  Outcome outcome = Outcome::kAllowed;
  Reason reason = Reason::kNone;
};

}  // namespace adagio
