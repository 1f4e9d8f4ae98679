#include "services/homework/domain/recurrence_rule.h"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "services/homework/domain/recurrence.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

using Parts = std::map<absl::string_view, absl::string_view>;

// A part whose values are numbers, each from `least` to `greatest` and none of them 0 where `least` is negative.
struct Numbers {
  absl::string_view name;
  int least;
  int greatest;
  size_t most;  // so many values
};
constexpr std::array kNumbers = {Numbers{"INTERVAL", 1, 52, 1},      Numbers{"COUNT", 1, kMostOccurrences, 1},
                                 Numbers{"BYMONTHDAY", -31, 31, 31}, Numbers{"BYHOUR", 0, 23, 4},
                                 Numbers{"BYMINUTE", 0, 59, 4},      Numbers{"BYSETPOS", -31, 31, 4}};
constexpr std::array kDays = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
constexpr std::array kFrequencies = {"DAILY", "WEEKLY", "MONTHLY"};
constexpr int kMostWeeksOfMonth = 5;

absl::Status Wrong(absl::string_view rule) { return RefuseField("terms.recurrence", rule); }

template <typename List>
bool Has(const List& list, absl::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

bool IsNumberIn(absl::string_view text, int least, int greatest) {
  const absl::string_view digits =
      least < 0 ? text.substr(absl::StartsWith(text, "-") || absl::StartsWith(text, "+")) : text;
  int number = 0;
  if (digits.empty() || digits.size() > 3 || !std::all_of(digits.begin(), digits.end(), absl::ascii_isdigit))
    return false;
  return absl::SimpleAtoi(text, &number) && number >= least && number <= greatest && (least >= 0 || number != 0);
}

// "SU", or in a month also "2SU" and "-1SU".
bool IsDay(absl::string_view text, absl::string_view frequency) {
  if (text.size() < 2 || !Has(kDays, text.substr(text.size() - 2))) return false;
  const absl::string_view week = text.substr(0, text.size() - 2);
  if (week.empty()) return true;
  return frequency == "MONTHLY" && IsNumberIn(week, -kMostWeeksOfMonth, kMostWeeksOfMonth);
}

absl::StatusOr<Parts> PartsOf(absl::string_view text) {
  const auto sensible = [](char c) {
    return absl::ascii_isupper(c) || absl::ascii_isdigit(c) ||
           absl::string_view("=;,+-").find(c) != absl::string_view::npos;
  };
  if (text.size() > kLongestRule || !std::all_of(text.begin(), text.end(), sensible)) {
    return Wrong("a rule of RFC 5545, at most 200 characters");
  }
  Parts parts;
  for (const absl::string_view part : absl::StrSplit(text, ';')) {
    const std::pair<absl::string_view, absl::string_view> named = absl::StrSplit(part, absl::MaxSplits('=', 1));
    if (named.second.empty() || absl::StrContains(named.second, '=')) return Wrong("parts of the form NAME=VALUE");
    if (!parts.insert(named).second) return Wrong("each part once");
  }
  return parts;
}

absl::Status CheckPart(absl::string_view name, absl::string_view value, absl::string_view frequency) {
  const std::vector<absl::string_view> values = absl::StrSplit(value, ',');
  if (name == "FREQ") return Has(kFrequencies, value) ? absl::OkStatus() : Wrong("FREQ of days, weeks or months");
  if (name == "WKST") return Has(kDays, value) ? absl::OkStatus() : Wrong("WKST a day of the week");
  if (name == "UNTIL") return absl::OkStatus();
  if (name == "BYDAY") {
    const bool days =
        std::all_of(values.begin(), values.end(), [&](absl::string_view v) { return IsDay(v, frequency); });
    return days && values.size() <= kDays.size() ? absl::OkStatus() : Wrong("BYDAY up to seven days");
  }
  for (const Numbers& part : kNumbers) {
    if (part.name != name) continue;
    const bool numbers = std::all_of(values.begin(), values.end(),
                                     [&](absl::string_view v) { return IsNumberIn(v, part.least, part.greatest); });
    return numbers && values.size() <= part.most ? absl::OkStatus() : Wrong("numbers in the range of their part");
  }
  return Wrong("parts that this server knows");
}

// 20260901, 20260901T190000 or 20260901T170000Z: the last moment at which an occurrence may begin.
absl::StatusOr<absl::Time> UntilFrom(absl::string_view text, const absl::TimeZone& zone) {
  const bool utc = absl::EndsWith(text, "Z");
  const absl::string_view local = text.substr(0, text.size() - utc);
  const bool day = local.size() == 8 && !utc;
  if (!day && (local.size() != 15 || local[8] != 'T')) return Wrong("UNTIL a date or a time");
  std::array<int, 6> numbers = {0, 0, 0, 23, 59, 59};
  constexpr std::array<std::pair<size_t, size_t>, 6> kPlaces = {{{0, 4}, {4, 2}, {6, 2}, {9, 2}, {11, 2}, {13, 2}}};
  for (size_t i = 0; i < (day ? 3 : 6); ++i) {
    const absl::string_view digits = local.substr(kPlaces[i].first, kPlaces[i].second);
    if (!std::all_of(digits.begin(), digits.end(), absl::ascii_isdigit) || !absl::SimpleAtoi(digits, &numbers[i])) {
      return Wrong("UNTIL a date or a time");
    }
  }
  const absl::CivilSecond civil(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
  if (civil.month() != numbers[1] || civil.day() != numbers[2] || civil.hour() != numbers[3] || numbers[4] > 59) {
    return Wrong("UNTIL a day and a time that exist");
  }
  return (utc ? absl::UTCTimeZone() : zone).At(civil).pre;
}

}  // namespace

absl::StatusOr<RecurrenceRule> ReadRule(absl::string_view text, const absl::TimeZone& zone) {
  ASSIGN_OR_RETURN(const Parts parts, PartsOf(text));
  if (!parts.contains("FREQ")) return Wrong("FREQ must be given");
  if (parts.contains("COUNT") && parts.contains("UNTIL")) return Wrong("COUNT or UNTIL, not both");
  RecurrenceRule rule;
  bool has_set = false;
  for (const auto& [name, value] : parts) {
    RETURN_IF_ERROR(CheckPart(name, value, parts.at("FREQ")));
    if (name == "UNTIL") {
      ASSIGN_OR_RETURN(rule.until, UntilFrom(value, zone));
    } else if (name == "COUNT") {
      int count = 0;
      if (!absl::SimpleAtoi(value, &count)) return Wrong("COUNT a number");
      rule.count = count;
    } else {
      absl::StrAppend(&rule.pattern, rule.pattern.empty() ? "" : ";", name, "=", value);
    }
    has_set = has_set || (absl::StartsWith(name, "BY") && name != "BYSETPOS");
  }
  if (parts.contains("BYSETPOS") && (!has_set || parts.at("FREQ") != "MONTHLY")) {
    return Wrong("BYSETPOS of a month, beside another BY");
  }
  if (parts.contains("BYMONTHDAY") && parts.at("FREQ") == "WEEKLY") return Wrong("BYMONTHDAY of days or months");
  return rule;
}

}  // namespace adagio::homework
