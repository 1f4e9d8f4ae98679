#include "services/cli/text_art.h"

#include <langinfo.h>

#include <algorithm>
#include <array>
#include <clocale>
#include <numeric>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace adagio::cli {
namespace {

constexpr std::array<const char*, 6> kAsciiParts = {"#", "+", ".", "-", "!", "?"};
constexpr std::array<const char*, 6> kUnicodeParts = {"█", "▓", "░", "-", "!", "?"};
constexpr std::array<const char*, 8> kAsciiLevels = {"_", ".", ",", "-", "~", "=", "^", "'"};
constexpr std::array<const char*, 8> kUnicodeLevels = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

bool BeginsLetter(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

}  // namespace

Letters LettersOfLocale() {
  std::setlocale(LC_CTYPE, "");
  return absl::EqualsIgnoreCase(nl_langinfo(CODESET), "UTF-8") ? Letters::kUnicode : Letters::kAscii;
}

size_t WidthOf(const std::string& text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), BeginsLetter));
}

std::string Fitted(const std::string& text, size_t width) {
  size_t bytes = 0;
  size_t columns = 0;
  while (bytes < text.size() && (!BeginsLetter(text[bytes]) || columns < width)) {
    columns += BeginsLetter(text[bytes]) ? 1 : 0;
    ++bytes;
  }
  return absl::StrCat(text.substr(0, bytes), std::string(width - columns, ' '));
}

std::string PartLetter(size_t part, Letters letters) {
  return (letters == Letters::kUnicode ? kUnicodeParts : kAsciiParts).at(part);
}

std::string StackedBar(absl::Span<const int64_t> parts, int64_t whole, int width, Letters letters) {
  std::vector<int64_t> lengths;
  for (const int64_t part : parts) {
    const int64_t rounded = whole > 0 ? (2 * part * width + whole) / (2 * whole) : 0;
    lengths.push_back(part > 0 ? std::max<int64_t>(rounded, 1) : 0);
  }
  // What rounding made too long is taken from the longest.
  for (int64_t length = std::accumulate(lengths.begin(), lengths.end(), int64_t{0}); length > width; --length) {
    --*std::max_element(lengths.begin(), lengths.end());
  }
  std::string bar;
  for (size_t i = 0; i < lengths.size(); ++i) {
    for (int64_t k = 0; k < lengths[i]; ++k) bar += PartLetter(i, letters);
  }
  return Fitted(bar, static_cast<size_t>(width));
}

std::string Sparkline(absl::Span<const double> values, Letters letters) {
  if (values.size() < 2) return "";
  const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
  const double range = *greatest - *least;
  std::string line;
  for (const double value : values) {
    const double share = range > 0 ? (value - *least) / range : 0.5;
    const size_t level = std::min<size_t>(7, static_cast<size_t>(share * 8));
    line += (letters == Letters::kUnicode ? kUnicodeLevels : kAsciiLevels).at(level);
  }
  return line;
}

}  // namespace adagio::cli
