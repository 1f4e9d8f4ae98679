#include "services/cli/import_rows.h"

#include "absl/strings/ascii.h"
#include "absl/time/time.h"

namespace adagio::cli {

namespace v1 = progress::v1;

bool ParseDate(absl::string_view text, google::protobuf::Timestamp& date) {
  text = absl::StripAsciiWhitespace(text);
  // The parser knows words too.
  if (text.empty() || !absl::ascii_isdigit(static_cast<unsigned char>(text[0]))) return false;
  absl::Time time;
  if (!absl::ParseTime("%Y-%m-%d", text, absl::UTCTimeZone(), &time, nullptr) &&
      !absl::ParseTime(absl::RFC3339_full, text, &time, nullptr)) {
    return false;
  }
  // Those that the contract's times can be.
  if (time < absl::FromCivil(absl::CivilSecond(1, 1, 1), absl::UTCTimeZone()) ||
      time >= absl::FromCivil(absl::CivilSecond(10000, 1, 1), absl::UTCTimeZone())) {
    return false;
  }
  const int64_t micros = absl::ToUnixMicros(time);
  const int64_t seconds = micros >= 0 ? micros / 1'000'000 : (micros - 999'999) / 1'000'000;
  date.set_seconds(seconds);
  date.set_nanos(static_cast<int32_t>(micros - seconds * 1'000'000) * 1000);
  return true;
}

v1::RowProblem ProblemOfName(absl::string_view text, size_t longest) {
  if (text.size() > longest) return v1::ROW_PROBLEM_TOO_LONG;
  for (const char c : text) {
    if (!absl::ascii_isgraph(static_cast<unsigned char>(c))) return v1::ROW_PROBLEM_MALFORMED;
  }
  return v1::ROW_PROBLEM_UNSPECIFIED;
}

absl::string_view InWords(v1::RowProblem problem) {
  switch (problem) {
    case v1::ROW_PROBLEM_MALFORMED:
      return "it is no such record as the others";
    case v1::ROW_PROBLEM_TOO_LONG:
      return "it is longer than a row can be";
    case v1::ROW_PROBLEM_NOT_A_NUMBER:
      return "an answer or the version is no whole number, or the total no number with a point";
    case v1::ROW_PROBLEM_NOT_A_DATE:
      return "the date is none";
    case v1::ROW_PROBLEM_PARTNER_UNKNOWN:
      return "no such partner in a unit that you treat now";
    case v1::ROW_PROBLEM_PARTNER_LEFT:
      return "the partner has left";
    case v1::ROW_PROBLEM_POLICY_UNACKNOWLEDGED:
      return "the partner has not acknowledged the confidence policy";
    case v1::ROW_PROBLEM_INSTRUMENT_UNKNOWN:
      return "no such instrument";
    case v1::ROW_PROBLEM_VERSION_OTHER:
      return "another version of the instrument is in use";
    case v1::ROW_PROBLEM_IN_FUTURE:
      return "the date is in the future";
    case v1::ROW_PROBLEM_TOO_OLD:
      return "the date is more than ten years ago";
    case v1::ROW_PROBLEM_NEITHER_OR_BOTH:
      return "it has neither answers nor a total, or both";
    case v1::ROW_PROBLEM_ITEM_UNKNOWN:
      return "the instrument has no such item, or it is answered twice";
    case v1::ROW_PROBLEM_OUT_OF_RANGE:
      return "an answer or the total is out of range";
    case v1::ROW_PROBLEM_ANSWERS_MISSING:
      return "too many answers are missing, or one to a safety item";
    case v1::ROW_PROBLEM_TOTAL_HIDES_ANSWERS:
      return "the answers matter: a total alone does not say what they were";
    case v1::ROW_PROBLEM_ALREADY_THERE:
      return "the partner has an administration of that time already";
    default:
      return "the server rejected it";
  }
}

}  // namespace adagio::cli
