#include "services/cli/story/times.h"

#include <array>
#include <cctype>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/platform/foundation/status.h"

namespace adagio::story {
namespace {

struct Unit {
  char letter;
  absl::Duration length;
};
const std::array kUnits = {Unit{'d', absl::Hours(24)}, Unit{'h', absl::Hours(1)}, Unit{'m', absl::Minutes(1)},
                           Unit{'s', absl::Seconds(1)}};

absl::Status BadLength() {
  return absl::InvalidArgumentError("a length is written like 2d, 1h30m or 45s (units d, h, m, s in that order)");
}

absl::Time Midnight(absl::Time time) {
  return absl::FromCivil(absl::ToCivilDay(time, absl::UTCTimeZone()), absl::UTCTimeZone());
}

// The last Sunday in March (Directive 2000/84/EC).
absl::CivilDay ClocksGoForward(absl::civil_year_t year) {
  return absl::PrevWeekday(absl::CivilDay(year, 4, 1), absl::Weekday::sunday);
}

}  // namespace

absl::StatusOr<absl::Duration> ParseLength(absl::string_view text) {
  if (text.empty()) return BadLength();
  absl::Duration total;
  size_t unit = 0;
  while (!text.empty()) {
    size_t digits = 0;
    while (digits < text.size() && std::isdigit(static_cast<unsigned char>(text[digits]))) ++digits;
    int32_t count = 0;
    if (digits == text.size() || !absl::SimpleAtoi(text.substr(0, digits), &count)) return BadLength();
    while (unit < kUnits.size() && kUnits[unit].letter != text[digits]) ++unit;
    if (unit == kUnits.size()) return BadLength();
    total += count * kUnits[unit++].length;
    text.remove_prefix(digits + 1);
  }
  return total;
}

absl::StatusOr<absl::Time> ParseMoment(absl::string_view text, absl::Time now) {
  absl::Time base = now;
  if (absl::ConsumePrefix(&text, "today")) {
    base = Midnight(now);
  } else if (!absl::ConsumePrefix(&text, "now")) {
    return absl::InvalidArgumentError("a moment begins with now or today, as in now+2d or today+19h30m");
  }
  if (text.empty()) return base;
  const char sign = text[0];
  if (sign != '+' && sign != '-') return absl::InvalidArgumentError("a moment is now or today, then + or - a length");
  ASSIGN_OR_RETURN(const absl::Duration by, ParseLength(text.substr(1)));
  return sign == '+' ? base + by : base - by;
}

absl::Time BeginningAfter(absl::Time now, int clocks_go_forward_on_day) {
  if (clocks_go_forward_on_day > 0) {
    for (absl::civil_year_t year = absl::ToCivilYear(now, absl::UTCTimeZone()).year();; ++year) {
      const absl::CivilDay monday = ClocksGoForward(year) - (clocks_go_forward_on_day - 1);
      const absl::Time nine = absl::FromCivil(monday, absl::UTCTimeZone()) + absl::Hours(9);
      if (nine > now) return nine;
    }
  }
  const absl::CivilDay today = absl::ToCivilDay(now, absl::UTCTimeZone());
  const absl::CivilDay monday = absl::NextWeekday(today - 1, absl::Weekday::monday);
  const absl::Time nine = absl::FromCivil(monday, absl::UTCTimeZone()) + absl::Hours(9);
  return nine > now ? nine : nine + absl::Hours(7 * 24);
}

std::string TellTime(absl::Time time, absl::Time beginning) {
  const int64_t day = (Midnight(time) - Midnight(beginning)) / absl::Hours(24) + 1;
  const bool on_the_minute = time == absl::FromUnixSeconds(absl::ToUnixSeconds(time) / 60 * 60);
  return absl::StrCat("day ", day, " ",
                      absl::FormatTime(on_the_minute ? "%a %H:%M" : "%a %H:%M:%E*S", time, absl::UTCTimeZone()));
}

std::string TellLength(absl::Duration length) {
  if (length <= absl::ZeroDuration()) return absl::FormatDuration(length);
  std::string text;
  for (const Unit& unit : kUnits) {
    const int64_t count = absl::IDivDuration(length, unit.length, &length);
    if (count != 0) absl::StrAppend(&text, count, std::string(1, unit.letter));
  }
  return length == absl::ZeroDuration() ? text : absl::StrCat(text, absl::FormatDuration(length));
}

}  // namespace adagio::story
