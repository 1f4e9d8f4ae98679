#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace adagio::homework {

// A recurrence rule that was looked at part by part before anything else reads it.
struct RecurrenceRule {
  std::string pattern;              // its parts without COUNT and UNTIL
  std::optional<int> count;         // how often at most
  std::optional<absl::Time> until;  // no occurrence begins after this
};

// FIELD_INVALID/terms.recurrence unless `text` is a rule as recurrence.h says: at most kLongestRule letters, digits and
// signs, each part known, once, and of values in its range. `zone` is where an UNTIL without a Z is.
absl::StatusOr<RecurrenceRule> ReadRule(absl::string_view text, const absl::TimeZone& zone);

}  // namespace adagio::homework
