#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

// Whether a text holds words of another that were copied into it.
namespace adagio::intake {

// So many letters of a private text in a row are no chance. Status: policy, unverified. About seven English words.
inline constexpr size_t kRun = 30;
// Of a script whose letters are syllables or words (from U+2E80 on) so many. Status: policy, unverified.
inline constexpr size_t kWideRun = 10;
// A private text that is shorter as a whole counts from so many letters on, a wide one as three. Status: policy,
// unverified. What is shorter ("I am tired") is anybody's.
inline constexpr size_t kShortestWhole = 15;

// A text made ready to be compared: its letters and digits in a row. Space, line breaks, punctuation, symbols, accents
// written as marks of their own, and the case of Latin, Greek and Cyrillic letters are no difference, so that neither a
// changed quotation mark nor a new line hides a copy.
class Letters {
 public:
  // `text` is UTF-8; what is not is left out.
  explicit Letters(absl::string_view text);

  const std::u32string& row() const { return row_; }

 private:
  std::u32string row_;
};

// Whether `text` holds a run of any of `private_texts`: kRun letters, kWideRun wide ones, or the whole of a shorter one
// from kShortestWhole letters on. What stands in one of `known` too, which all partners have read, is no private run.
//
// Found: copies, also with small changes between long enough runs. Not found: what is said in other words, translated,
// misspelled in every line, or shorter.
bool HoldsPrivateWords(const Letters& text, const std::vector<Letters>& private_texts,
                       const std::vector<Letters>& known);

}  // namespace adagio::intake
