#pragma once

#include <cstdint>
#include <string>

#include "absl/types/span.h"

// Pictures made of letters, for a terminal.
namespace adagio::cli {

// What a terminal can show.
enum class Letters { kAscii, kUnicode };

// Of the environment's locale: Unicode where its encoding is UTF-8.
Letters LettersOfLocale();

// How many columns `text` takes, UTF-8 of letters one column wide.
size_t WidthOf(const std::string& text);
// At most `width` columns of it, cut between letters, filled up with blanks.
std::string Fitted(const std::string& text, size_t width);

// A bar `width` columns wide of stretches as long as `parts` of `whole`, each of the letter that stands for it: blank
// is what they leave. No part above 0 vanishes while there is room. A part's letters: "#+.-!?", or blocks.
std::string StackedBar(absl::Span<const int64_t> parts, int64_t whole, int width, Letters letters);
// The letter of part `part` of a bar.
std::string PartLetter(size_t part, Letters letters);

// One letter a value, from the smallest to the greatest of them; empty for fewer than two.
std::string Sparkline(absl::Span<const double> values, Letters letters);

}  // namespace adagio::cli
