#pragma once

#include <string>

#include "absl/time/time.h"
#include "services/platform/foundation/sensitive.h"

namespace adagio::homework {

// The words of an assignment's terms, joint to its participants. No rule depends on them.
struct AssignmentTexts {
  Sensitive<std::string> check_in_plan;
  Sensitive<std::string> exit_strategy;
  std::string recurrence = {};              // the rule its windows came from
  absl::Duration open_for = {};             // as it was asked for
  Sensitive<std::string> text = {};         // of free text
  Sensitive<std::string> jump_reason = {};  // for clinicians alone
};

}  // namespace adagio::homework
