#include "services/homework/domain/recurrence.h"

#include <libical/ical.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "absl/time/civil_time.h"
#include "services/homework/domain/recurrence_rule.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

constexpr absl::string_view kEveryDay = "FREQ=DAILY";
constexpr absl::Duration kShortestWindow = absl::Minutes(1);
// The shortest day of a changing clock.
constexpr absl::Duration kLongestWindow = absl::Hours(23);

absl::Status WrongRule(absl::string_view rule) { return RefuseField("terms.recurrence", rule); }

// A local time as libical has it: of no zone, so that it knows nothing of clocks that change.
icaltimetype ToIcal(const absl::CivilSecond& civil) {
  icaltimetype time = icaltime_null_time();
  time.year = static_cast<int>(civil.year());
  time.month = civil.month();
  time.day = civil.day();
  time.hour = civil.hour();
  time.minute = civil.minute();
  time.second = civil.second();
  return time;
}

absl::CivilSecond FromIcal(const icaltimetype& time) {
  return absl::CivilSecond(time.year, time.month, time.day, time.hour, time.minute, time.second);
}

struct Free {
  void operator()(icalrecur_iterator* iterator) const { icalrecur_iterator_free(iterator); }
};

// The local times of `pattern` from `first` to `last`, as a pattern that ReadRule made.
absl::StatusOr<std::vector<absl::CivilSecond>> LocalTimes(const std::string& pattern, const absl::CivilSecond& first,
                                                          const absl::CivilSecond& last) {
  icalrecurrencetype rule = icalrecurrencetype_from_string(pattern.c_str());
  if (rule.freq == ICAL_NO_RECURRENCE) return WrongRule("a rule of RFC 5545");
  rule.until = ToIcal(last);
  const std::unique_ptr<icalrecur_iterator, Free> iterator(icalrecur_iterator_new(rule, ToIcal(first)));
  if (iterator == nullptr) return WrongRule("a rule of RFC 5545");
  std::vector<absl::CivilSecond> times;
  while (times.size() <= static_cast<size_t>(kMostOccurrences) + 1) {
    const icaltimetype next = icalrecur_iterator_next(iterator.get());
    if (icaltime_is_null_time(next)) break;
    times.push_back(FromIcal(next));
  }
  std::sort(times.begin(), times.end());  // libical gives the hours of a day in the order in which the rule names them
  return times;
}

// The same time of the next day.
absl::Time DayLater(absl::Time at, const absl::TimeZone& zone) {
  const absl::TimeZone::CivilInfo here = zone.At(at);
  const absl::CivilDay next = absl::CivilDay(here.cs) + 1;
  const absl::CivilSecond then(next.year(), next.month(), next.day(), here.cs.hour(), here.cs.minute(),
                               here.cs.second());
  return zone.At(then).pre + here.subsecond;
}

absl::StatusOr<Schedule> WindowsOf(const std::vector<absl::Time>& starts, const Recurrence& recurrence) {
  const absl::Duration open_for = recurrence.open_for;
  const bool whole_days = open_for == absl::ZeroDuration();
  if (!whole_days && (open_for < kShortestWindow || open_for > kLongestWindow)) {
    return RefuseField("terms.open_for", "from a minute to 23 hours");
  }
  std::vector<Schedule::Window> windows;
  for (size_t i = 0; i < starts.size(); ++i) {
    absl::Time closes = whole_days ? DayLater(starts[i], recurrence.zone) : starts[i] + open_for;
    if (i + 1 < starts.size() && closes > starts[i + 1]) {
      if (!whole_days) return RefuseField("terms.open_for", "an occurrence ends before the next begins");
      closes = starts[i + 1];
    }
    windows.push_back({starts[i], closes});
  }
  return Schedule(std::move(windows));
}

// How often at most; absent where neither the terms nor the rule say.
std::optional<int> MostOf(const Recurrence& recurrence, const RecurrenceRule& rule) {
  if (recurrence.occurrences == 0) return rule.count;
  return std::min(recurrence.occurrences, rule.count.value_or(recurrence.occurrences));
}

}  // namespace

absl::StatusOr<std::vector<absl::Time>> StartsOf(absl::string_view rule, const absl::TimeZone& zone, absl::Time from,
                                                 absl::Time to) {
  ASSIGN_OR_RETURN(const RecurrenceRule read, ReadRule(rule, zone));
  const absl::TimeZone::CivilInfo first = zone.At(from);
  ASSIGN_OR_RETURN(const std::vector<absl::CivilSecond> times, LocalTimes(read.pattern, first.cs, zone.At(to).cs));
  std::vector<absl::Time> starts;
  for (const absl::CivilSecond& time : times) {
    const absl::TimeZone::TimeInfo info = zone.At(time);
    absl::Time start = info.pre + first.subsecond;
    if (start < from) start = info.post + first.subsecond;  // `from` stands in an hour that comes twice
    const bool ended = start >= to || (read.until.has_value() && start > *read.until) ||
                       (read.count.has_value() && starts.size() == static_cast<size_t>(*read.count));
    if (ended || starts.size() > static_cast<size_t>(kMostOccurrences)) break;
    if (start < from || (!starts.empty() && start <= starts.back()))
      continue;  // two local times left out by one change
    starts.push_back(start);
  }
  return starts;
}

absl::StatusOr<Schedule> Expand(const Recurrence& recurrence) {
  const absl::string_view text = recurrence.rule.empty() ? kEveryDay : absl::string_view(recurrence.rule);
  ASSIGN_OR_RETURN(const RecurrenceRule rule, ReadRule(text, recurrence.zone));
  if (recurrence.occurrences < 0 || recurrence.occurrences > kMostOccurrences) {
    return RefuseField("terms.occurrences", "from 0 to 100");
  }
  const std::optional<int> most = MostOf(recurrence, rule);
  if (!most.has_value() && !rule.until.has_value()) {
    return RefuseField("terms.occurrences", "how often, where the rule has neither COUNT nor UNTIL");
  }
  const absl::Time horizon = recurrence.starts_at + kFarthestOccurrence;
  ASSIGN_OR_RETURN(std::vector<absl::Time> starts, StartsOf(text, recurrence.zone, recurrence.starts_at, horizon));
  if (starts.empty()) return WrongRule("comes at least once within a year");
  if (!most.has_value() && starts.size() > static_cast<size_t>(kMostOccurrences))
    return WrongRule("at most 100 occurrences");
  const bool complete = most.has_value() && starts.size() >= static_cast<size_t>(*most);
  if (!complete && rule.until.value_or(absl::InfiniteFuture()) > horizon) return WrongRule("ends within a year");
  if (complete) starts.resize(static_cast<size_t>(*most));
  return WindowsOf(starts, recurrence);
}

}  // namespace adagio::homework
