#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/homework/domain/schedule.h"

// Recurrence rules (RFC 5545, section 3.3.10) in a practice's time zone. Pure: the same in, the same out.
//
// A rule is of days, weeks or months: FREQ, INTERVAL, BYDAY, BYMONTHDAY, BYHOUR, BYMINUTE, BYSETPOS, WKST, and COUNT or
// UNTIL. An occurrence keeps its time of day when the clocks change. A time of day that a change leaves out is taken by
// the clock before it, one that comes twice is taken at its first (RFC 5545, section 3.3.5).
namespace adagio::homework {

// The longest rule there is a use for.
constexpr size_t kLongestRule = 200;
constexpr int kMostOccurrences = 100;
// From the first occurrence to where no rule leads any more.
constexpr absl::Duration kFarthestOccurrence = absl::Hours(366 * 24);

struct Recurrence {
  absl::Time starts_at;
  int occurrences = 0;    // at most so many; 0: as many as the rule says
  std::string rule = {};  // empty: every day
  absl::Duration
      open_for;  // zero: until the same time of the next day, or until the next occurrence where that is sooner
  absl::TimeZone zone = absl::UTCTimeZone();
};

// When an occurrence of `rule` begins, from `from` until before `to`, counted from `from`: at most kMostOccurrences
// + 1. FIELD_INVALID/terms.recurrence for what is not such a rule, whatever it is.
absl::StatusOr<std::vector<absl::Time>> StartsOf(absl::string_view rule, const absl::TimeZone& zone, absl::Time from,
                                                 absl::Time to);

// Its windows. The first is the rule's first at or after `starts_at`. FIELD_INVALID that names the term for a rule that
// never comes or never ends, ends later than a year from its beginning, or comes more than kMostOccurrences times; for
// windows that are not from a minute to 23 hours long, or reach into the next.
absl::StatusOr<Schedule> Expand(const Recurrence& recurrence);

}  // namespace adagio::homework
