#include <algorithm>

#include "absl/time/civil_time.h"
#include "services/homework/domain/values.h"

namespace adagio::homework {

absl::Time Schedule::AfterDays(int days) const {
  if (days == 0) return starts_at;
  const absl::TimeZone::CivilInfo first = zone.At(starts_at);
  const absl::CivilDay day = absl::CivilDay(first.cs) + days;
  const absl::CivilSecond then(day.year(), day.month(), day.day(), first.cs.hour(), first.cs.minute(),
                               first.cs.second());
  return absl::FromCivil(then, zone) + first.subsecond;
}

bool Schedule::IsOpen(absl::Time now) const {
  if (now < starts_at || now >= ends_at()) return false;
  return every_days == 1 || StartOfOccurrence(now) <= now;
}

int Schedule::OccurrenceAt(absl::Time at) const {
  if (at < starts_at) return 0;
  // A day of a changing clock is a little shorter or longer than others, so this is at most one too far.
  const int64_t about = (at - starts_at) / (every_days * absl::Hours(24)) - 1;
  int occurrence = static_cast<int>(std::clamp<int64_t>(about, 0, occurrences - 1));
  while (occurrence < occurrences - 1 && EndOf(occurrence) <= at) ++occurrence;
  return occurrence;
}

}  // namespace adagio::homework
