#include "services/platform/storage/moment.h"

#include <cstdio>

namespace adagio::storage {
namespace {

constexpr size_t kWithoutFraction = 19;
constexpr size_t kWithFraction = 26;
constexpr absl::string_view kShape = "dddd-dd-dd dd:dd:dd.dddddd";

bool HasShape(absl::string_view text) {
  if (text.size() != kWithoutFraction && text.size() != kWithFraction) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (kShape[i] == 'd' ? !digit : text[i] != kShape[i]) return false;
  }
  return true;
}

int Number(absl::string_view digits) {
  int number = 0;
  for (const char digit : digits) number = number * 10 + (digit - '0');
  return number;
}

}  // namespace

std::string TextOfMoment(absl::Time time) {
  const absl::TimeZone::CivilInfo civil = absl::UTCTimeZone().At(time);
  const absl::CivilSecond& second = civil.cs;
  char text[64];
  const int length =
      std::snprintf(text, sizeof(text), "%04lld-%02d-%02d %02d:%02d:%02d.%06lld", static_cast<long long>(second.year()),
                    second.month(), second.day(), second.hour(), second.minute(), second.second(),
                    static_cast<long long>(absl::ToInt64Microseconds(civil.subsecond)));
  return std::string(text, static_cast<size_t>(length));
}

std::optional<absl::Time> MomentFromText(absl::string_view text) {
  if (!HasShape(text)) return std::nullopt;
  const absl::CivilSecond second(Number(text.substr(0, 4)), Number(text.substr(5, 2)), Number(text.substr(8, 2)),
                                 Number(text.substr(11, 2)), Number(text.substr(14, 2)), Number(text.substr(17, 2)));
  const int micros = text.size() == kWithFraction ? Number(text.substr(20)) : 0;
  return absl::FromCivil(second, absl::UTCTimeZone()) + absl::Microseconds(micros);
}

}  // namespace adagio::storage
