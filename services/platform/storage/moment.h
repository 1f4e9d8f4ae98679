#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace adagio::storage {

// `time` as a DATETIME(6) in UTC, for example "2031-02-03 04:05:06.000007". What is finer than a microsecond is cut off
// towards the past. `time` lies in the years 1000 to 9999.
std::string TextOfMoment(absl::Time time);

// Reads what TextOfMoment writes, with or without the fraction. Nothing for any other text.
std::optional<absl::Time> MomentFromText(absl::string_view text);

}  // namespace adagio::storage
