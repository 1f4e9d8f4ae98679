#include "services/intake/store/screen_text.h"

#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

constexpr absl::string_view kEhits = "ehits";
constexpr absl::string_view kHark = "hark";
constexpr absl::string_view kThresholds = "by";

using Parts = std::pair<absl::string_view, absl::string_view>;

absl::Status Broken() { return Refuse(Reason::kBug, "a stored screen cannot be read"); }

bool Read(absl::string_view text, Thresholds& thresholds) {
  const Parts parts = absl::StrSplit(text, absl::MaxSplits('/', 1));
  return absl::SimpleAtoi(parts.first, &thresholds.total) && absl::SimpleAtoi(parts.second, &thresholds.sexual);
}

}  // namespace

std::string ToText(const Screen& screen) {
  std::string text(screen.instrument == Instrument::kEhits ? kEhits : kHark);
  absl::StrAppend(&text, " ", kThresholds, "=", screen.thresholds.total, "/", screen.thresholds.sexual);
  for (const auto& [number, value] : screen.answers) absl::StrAppend(&text, " ", number, "=", value);
  return text;
}

absl::StatusOr<Screen> ScreenFromText(absl::string_view text) {
  const std::vector<absl::string_view> words = absl::StrSplit(text, ' ');
  if (words[0] != kEhits && words[0] != kHark) return Broken();
  const Instrument instrument = words[0] == kEhits ? Instrument::kEhits : Instrument::kHark;
  // Before practices could set any, every screen was read as shipped.
  Thresholds thresholds = ShippedThresholds(instrument);
  std::vector<ScreenAnswer> answers;
  for (size_t i = 1; i < words.size(); ++i) {
    const Parts parts = absl::StrSplit(words[i], absl::MaxSplits('=', 1));
    if (i == 1 && parts.first == kThresholds) {
      if (!Read(parts.second, thresholds)) return Broken();
      continue;
    }
    ScreenAnswer answer{};
    if (!absl::SimpleAtoi(parts.first, &answer.number) || !absl::SimpleAtoi(parts.second, &answer.value)) {
      return Broken();
    }
    answers.push_back(answer);
  }
  absl::StatusOr<Screen> screen = MakeScreen(instrument, answers, thresholds);
  if (!screen.ok()) return Broken();
  return screen;
}

}  // namespace adagio::intake
