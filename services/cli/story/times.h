#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace adagio::story {

// Reads a length such as "2d", "1h30m" or "45s". Units d, h, m, s, each at most once and in that order; not negative.
absl::StatusOr<absl::Duration> ParseLength(absl::string_view text);

// Reads a moment: "now" or "today" (00:00 UTC of now), with + or - and a length behind it where wanted.
absl::StatusOr<absl::Time> ParseMoment(absl::string_view text, absl::Time now);

// The first Monday 09:00 UTC after `now`: where every story begins, so that its weekdays and hours are always the same.
// Where a day (from 1; a Sunday) is given, the first such Monday from which it is the day on which Europe's clocks go
// forward.
absl::Time BeginningAfter(absl::Time now, int clocks_go_forward_on_day = 0);

// How a story tells a time, counted from its beginning: "day 3 Wed 21:47", or "day 3 Wed 21:47:05" off the minute.
std::string TellTime(absl::Time time, absl::Time beginning);

// How a story tells a length: "10m", "2d".
std::string TellLength(absl::Duration length);

}  // namespace adagio::story
