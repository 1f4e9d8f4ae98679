#include "services/intake/domain/shared_words.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

namespace adagio::intake {
namespace {

constexpr char32_t kFirstWide = 0x2E80;

// The code point at the front of `text`, which is not empty, and takes it off; 0 for a byte that begins none.
char32_t Next(absl::string_view& text) {
  const auto first = static_cast<unsigned char>(text.front());
  size_t length = 1;
  char32_t letter = first;
  if (first >= 0xF0) {
    length = 4;
    letter = first & 0x07;
  } else if (first >= 0xE0) {
    length = 3;
    letter = first & 0x0F;
  } else if (first >= 0xC0) {
    length = 2;
    letter = first & 0x1F;
  } else if (first >= 0x80) {
    letter = 0;
  }
  if (length > text.size()) {
    text = {};
    return 0;
  }
  for (size_t i = 1; i < length; ++i) letter = (letter << 6) | (static_cast<unsigned char>(text[i]) & 0x3F);
  text.remove_prefix(length);
  return letter;
}

bool IsBetween(char32_t letter, char32_t first, char32_t last) { return letter >= first && letter <= last; }

// Space, control, punctuation, symbols, and marks that only change the letter before.
bool IsNoLetter(char32_t letter) {
  if (letter < 0x80) {
    return !IsBetween(letter, '0', '9') && !IsBetween(letter, 'A', 'Z') && !IsBetween(letter, 'a', 'z');
  }
  return IsBetween(letter, 0x80, 0xBF) || letter == 0xD7 || letter == 0xF7 || IsBetween(letter, 0x300, 0x36F) ||
         IsBetween(letter, 0x2000, 0x2BFF) || IsBetween(letter, 0x2E00, 0x2E7F) || IsBetween(letter, 0x3000, 0x303F) ||
         IsBetween(letter, 0xFE00, 0xFE6F) || letter == 0xFEFF || IsBetween(letter, 0xFF00, 0xFF0F) ||
         IsBetween(letter, 0xFF1A, 0xFF20) || IsBetween(letter, 0x1F000, 0x1FAFF) || letter >= 0xE0000;
}

char32_t InSmall(char32_t letter) {
  if (IsBetween(letter, 'A', 'Z') || IsBetween(letter, 0xC0, 0xDE) || IsBetween(letter, 0x391, 0x3A9) ||
      IsBetween(letter, 0x410, 0x42F)) {
    return letter + 0x20;
  }
  return IsBetween(letter, 0x400, 0x40F) ? letter + 0x50 : letter;
}

bool IsWide(char32_t letter) { return letter >= kFirstWide; }

bool AllWide(std::u32string_view run) { return std::all_of(run.begin(), run.end(), IsWide); }

using Runs = std::unordered_set<std::u32string_view>;

// Calls `use` for every run of `length` letters that counts as one.
template <typename Use>
void ForRuns(const Letters& text, size_t length, const Use& use) {
  const std::u32string_view row = text.row();
  for (size_t i = 0; i + length <= row.size(); ++i) {
    const std::u32string_view run = row.substr(i, length);
    if (length >= kRun || AllWide(run)) use(run);
  }
}

bool SharesRun(const Letters& text, const std::vector<Letters>& private_texts, const std::vector<Letters>& known,
               size_t length) {
  Runs runs;
  ForRuns(text, length, [&](std::u32string_view run) { runs.insert(run); });
  for (const Letters& each : known) {
    ForRuns(each, length, [&](std::u32string_view run) { runs.erase(run); });
  }
  bool shares = false;
  for (const Letters& each : private_texts) {
    ForRuns(each, length, [&](std::u32string_view run) { shares = shares || runs.count(run) > 0; });
  }
  return shares;
}

bool Holds(const Letters& text, const Letters& part) { return text.row().find(part.row()) != std::u32string::npos; }

bool IsWholeToLookFor(const Letters& text) {
  const size_t wide = static_cast<size_t>(std::count_if(text.row().begin(), text.row().end(), IsWide));
  return text.row().size() + 2 * wide >= kShortestWhole;
}

}  // namespace

Letters::Letters(absl::string_view text) {
  while (!text.empty()) {
    const char32_t letter = Next(text);
    if (!IsNoLetter(letter)) row_.push_back(InSmall(letter));
  }
}

bool HoldsPrivateWords(const Letters& text, const std::vector<Letters>& private_texts,
                       const std::vector<Letters>& known) {
  if (SharesRun(text, private_texts, known, kRun) || SharesRun(text, private_texts, known, kWideRun)) return true;
  return std::any_of(private_texts.begin(), private_texts.end(), [&](const Letters& whole) {
    return IsWholeToLookFor(whole) && Holds(text, whole) &&
           std::none_of(known.begin(), known.end(), [&](const Letters& each) { return Holds(each, whole); });
  });
}

}  // namespace adagio::intake
