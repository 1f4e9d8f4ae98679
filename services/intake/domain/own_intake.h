#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/foundation/sensitive.h"

namespace adagio::intake {

// What a partner answered to one item.
struct Answer {
  std::string item;  // the question's key
  Sensitive<std::string> text;
  bool not_now = false;  // prefers not to say for now
};

// One partner's intake as it stands.
struct Intake {
  PartnerId partner;
  bool policy_acknowledged = false;  // the current version, by this partner
  std::vector<Answer> answers;       // at most one an item, in any order
  std::optional<absl::Time> submitted_at;
};

// Null while the item has no answer.
const Answer* FindAnswer(const Intake& intake, absl::string_view item);

// Whether `answer` may be saved. INVALID_ARGUMENT for an unknown item, or nothing said without "not now".
// FAILED_PRECONDITION/POLICY_UNACKNOWLEDGED before the current policy is acknowledged, ALREADY_OVER once submitted,
// except for an item that was left at "not now".
absl::Status CheckSave(const Intake& intake, const Answer& answer);

// Whether the intake may be submitted. As CheckSave; INVALID_ARGUMENT while a required item has no answer.
absl::Status CheckSubmit(const Intake& intake);

}  // namespace adagio::intake
