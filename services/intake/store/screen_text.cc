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

absl::Status Broken() { return Refuse(Reason::kBug, "a stored screen cannot be read"); }

}  // namespace

std::string ToText(const Screen& screen) {
  std::string text(screen.instrument == Instrument::kEhits ? kEhits : kHark);
  for (const auto& [number, value] : screen.answers) absl::StrAppend(&text, " ", number, "=", value);
  return text;
}

absl::StatusOr<Screen> ScreenFromText(absl::string_view text) {
  const std::vector<absl::string_view> words = absl::StrSplit(text, ' ');
  if (words[0] != kEhits && words[0] != kHark) return Broken();
  std::vector<ScreenAnswer> answers;
  for (size_t i = 1; i < words.size(); ++i) {
    const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(words[i], absl::MaxSplits('=', 1));
    ScreenAnswer answer{};
    if (!absl::SimpleAtoi(parts.first, &answer.number) || !absl::SimpleAtoi(parts.second, &answer.value)) {
      return Broken();
    }
    answers.push_back(answer);
  }
  absl::StatusOr<Screen> screen = MakeScreen(words[0] == kEhits ? Instrument::kEhits : Instrument::kHark, answers);
  if (!screen.ok()) return Broken();
  return screen;
}

}  // namespace adagio::intake
